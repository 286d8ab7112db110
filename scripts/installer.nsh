; What the app entered in the Task Scheduler goes with it. An update runs this too: the app enters it anew.
!macro customUnInstall
  nsExec::Exec 'schtasks /Delete /TN "com.comptoir.counter.watch" /F'
  Delete "$APPDATA\Comptoir\watchdog.xml"
!macroend
