"""What each shell needs to ask us; the answers are words and meanings, never code to run."""

from __future__ import annotations

from typing import Final

_BASH: Final = """\
_aiwei_completion() {
    local line value
    COMPREPLY=()
    while IFS= read -r line; do
        value=${line%%$'\\t'*}
        case $line in
            $'\\tfiles') compopt -o default 2>/dev/null ;;
            $'\\tfolders') compopt -o dirnames 2>/dev/null ;;
            *=$'\\t'*) compopt -o nospace 2>/dev/null; COMPREPLY+=("$value") ;;
            *) COMPREPLY+=("$value") ;;
        esac
    done < <(_AIWEI_COMPLETE=bash "$1" "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -F _aiwei_completion aiwei
"""
_ZSH: Final = """\
#compdef aiwei
_aiwei() {
    local line value
    local -a values meanings shown open opened
    local -i number widest=0
    for line in "${(@f)$(_AIWEI_COMPLETE=zsh aiwei "${(@Q)words[2,CURRENT]}" 2>/dev/null)}"; do
        value=${line%%$'\\t'*}
        case $line in
            '') ;;
            $'\\tfiles') compset -P '*='; _files; return ;;
            $'\\tfolders') _files -/; return ;;
            *=$'\\t'*) open+=("$value"); opened+=("$value  ${line#*$'\\t'}") ;;
            *) values+=("$value"); meanings+=("${line#*$'\\t'}") ;;
        esac
    done
    for value in $values; do (( $#value > widest )) && widest=$#value; done
    for (( number = 1; number <= $#values; number++ )); do
        shown+=("${(r:widest:)values[number]}  $meanings[number]")
    done
    [[ $PREFIX == --*=* ]] && compset -P 1 '*='
    compadd -l -d shown -a values
    compadd -S '' -l -d opened -a open
}
compdef _aiwei aiwei
"""
_FISH: Final = """\
function __aiwei_complete
    set -l words (commandline -opc)
    set -l last (commandline -ct)
    set -e words[1]
    for line in (env _AIWEI_COMPLETE=fish aiwei $words "$last" 2>/dev/null)
        switch $line
            case \\tfiles
                set -l head (string match -r '^.*=' -- $last)
                for file in (__fish_complete_path (string replace -r '^.*=' '' -- $last))
                    echo "$head$file"
                end
            case \\tfolders
                __fish_complete_directories "$last"
            case '*'
                echo $line
        end
    end
end
complete --command aiwei --no-files --arguments '(__aiwei_complete)'
"""
# A leading point keeps an empty word from getting lost, as Windows PowerShell 5 would have it.
_POWERSHELL: Final = """\
Register-ArgumentCompleter -Native -CommandName aiwei -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $words = @($commandAst.CommandElements | Select-Object -Skip 1 |
        Where-Object { $_.Extent.EndOffset -lt $cursorPosition } |
        ForEach-Object { if ($null -ne $_.Value) { $_.Value } else { $_.Extent.Text } })
    $env:_AIWEI_COMPLETE = 'powershell'
    try {
        aiwei @words ".$wordToComplete" 2>$null | ForEach-Object {
            $value, $meaning = $_ -split "`t", 2
            if ($value) {
                if (-not $meaning) { $meaning = $value }
                $quoted = $value
                if ($value -match '[^\\w\\-=,./\\\\:]') { $quoted = "'" + $value.Replace("'", "''") + "'" }
                [System.Management.Automation.CompletionResult]::new($quoted, $value, 'ParameterValue', $meaning)
            }
        }
    } finally {
        Remove-Item Env:_AIWEI_COMPLETE
    }
}
"""
SCRIPTS: Final = {"bash": _BASH, "zsh": _ZSH, "fish": _FISH, "powershell": _POWERSHELL}
