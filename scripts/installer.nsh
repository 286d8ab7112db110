; What the app entered to be started: at login, and each minute after a death. It goes with the program. An update runs this
; too: it keeps the entry for login, which the merchant may have switched off, and the app enters the other one anew.
!macro customUnInstall
  nsExec::Exec 'schtasks /Delete /TN "com.comptoir.counter.watch" /F'
  Delete "$APPDATA\Comptoir\watchdog.xml"
  ${ifNot} ${isUpdated}
    DeleteRegValue HKCU "Software\Microsoft\Windows\CurrentVersion\Run" "com.comptoir.counter"
    DeleteRegValue HKCU "Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run" "com.comptoir.counter"
  ${endIf}
!macroend
