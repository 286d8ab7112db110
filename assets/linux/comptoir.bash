# What bash completes behind `comptoir`. One name, two programs: the command line from npm is a script for Node, the desktop app
# of the .deb and the .rpm is not.
_comptoir() {
  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} command=${COMP_WORDS[1]} words
  # bash takes the = of --name=value for a word of its own.
  if [ "$word" = = ]; then word=''; elif [ "$before" = = ]; then before=${COMP_WORDS[COMP_CWORD - 2]}; fi

  case $(readlink -f -- "$(type -P -- "$1")") in
    *.js) ;;
    *) command=desktop ;;
  esac
  [ "$command" != relay ] || command="relay ${COMP_WORDS[2]}"
  case $command:$before in
    serve:--tunnel) words='ngrok cloudflare none' ;;
    desktop:--tunnel) words='ngrok none' ;;
    list:--status) words='success failed check all' ;;
    export:--format) words='csv xlsx json' ;;
    import:--provider | secret:--provider) words='kkiapay fedapay' ;;
    simulate:--event) words='success failed mixed' ;;
    'relay serve:--role') words='receive serve both' ;;
    *:--data | *:--user-data-dir | backup:--to | restore:--from)
      mapfile -t COMPREPLY < <(compgen -d -- "$word")
      compopt -o filenames
      return
      ;;
    export:--out | import:--file)
      mapfile -t COMPREPLY < <(compgen -f -- "$word")
      compopt -o filenames
      return
      ;;
    desktop:*) words='--port --tunnel --user-data-dir --profile --facts --hidden' ;;
    serve:*) words='--data --port --ui-port --tunnel --no-notifications --open --lan --lan-port --lan-address' ;;
    list:*) words='--data --from --to --status --limit --json' ;;
    check:* | doctor:*) words='--data --json' ;;
    export:*) words='--data --format --out --from --to' ;;
    import:*) words='--data --file --provider --columns --by --dry-run --json' ;;
    simulate:*) words='--url --secret --count --rate --event --amount' ;;
    backup:*) words='--data --to' ;;
    restore:*) words='--data --from --even-damaged' ;;
    secret:*) words='--data --provider --sandbox --stdout' ;;
    join:*) words='--data --invitation' ;;
    'relay serve':*) words='--database --port --public-url --migrate --role' ;;
    'relay invite':*) words='--database --public-url --shop' ;;
    'relay check':*) words='--database --json' ;;
    relay*) words='serve invite check' ;;
    *) words='serve list check export import simulate doctor backup restore secret join relay help --version' ;;
  esac
  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")
}
complete -F _comptoir comptoir
