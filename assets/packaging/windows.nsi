; Installs for the person who starts it, without an administrator: /S does it without a
; word, /D=C:\folder (last, without quotation marks) elsewhere. VERSION, BUILD and OUT
; come from windows.sh.
Target amd64-unicode
Unicode true
ManifestDPIAware true
SetCompressor /SOLID lzma
SetCompressorDictSize 64
RequestExecutionLevel user
Name "Headcount"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\Headcount"
InstallDirRegKey HKCU "Software\Headcount" "Folder"
Icon "${BUILD}\icons\headcount.ico"
UninstallIcon "${BUILD}\icons\headcount.ico"
BrandingText "Headcount ${VERSION}"
VIProductVersion "${VERSION}.0"
VIAddVersionKey /LANG=0 "ProductName" "Headcount"
VIAddVersionKey /LANG=0 "FileDescription" "Headcount"
VIAddVersionKey /LANG=0 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "LegalCopyright" "The Headcount authors"

!include "MUI2.nsh"
!include "FileFunc.nsh"
!define MUI_ICON "${BUILD}\icons\headcount.ico"
!define MUI_UNICON "${BUILD}\icons\headcount.ico"
!define MUI_FINISHPAGE_RUN "$INSTDIR\headcount.exe"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "French"
LangString Terminal ${LANG_ENGLISH} "Headcount in the terminal"
LangString Terminal ${LANG_FRENCH} "Headcount dans le terminal"
LangString Organization ${LANG_ENGLISH} "Headcount organization"
LangString Organization ${LANG_FRENCH} "Organisation Headcount"
LangString Running ${LANG_ENGLISH} "Headcount is running. Close it, then try again."
LangString Running ${LANG_FRENCH} "Headcount est ouvert. Fermez-le, puis réessayez."

!define GONE "Software\Microsoft\Windows\CurrentVersion\Uninstall\Headcount"
!define PATHS "Software\Microsoft\Windows\CurrentVersion\App Paths\headcount.exe"

; A program that runs cannot be written over: said before anything is changed. Without
; a word it ends with status 2.
!macro Closed UN
Function ${UN}Closed
  IfFileExists "$INSTDIR\headcount.exe" 0 done
  try:
  ClearErrors
  FileOpen $0 "$INSTDIR\headcount.exe" a
  IfErrors 0 free
  MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(Running)" /SD IDCANCEL IDRETRY try
  SetErrorLevel 2
  Quit
  free:
  FileClose $0
  done:
FunctionEnd
!macroend
!insertmacro Closed ""
!insertmacro Closed "un."

Section
  Call Closed
  SetOutPath "$INSTDIR"
  File "${BUILD}\windows\Headcount\headcount.exe"
  File "${BUILD}\windows\Headcount\headcount.com"
  File "${BUILD}\windows\Headcount\LICENCES.txt"
  File "${BUILD}\windows\Headcount\README.txt"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateDirectory "$SMPROGRAMS\Headcount"
  CreateShortcut "$SMPROGRAMS\Headcount\Headcount.lnk" "$INSTDIR\headcount.exe"
  SetOutPath "$DOCUMENTS"
  CreateShortcut "$SMPROGRAMS\Headcount\$(Terminal).lnk" "$SYSDIR\cmd.exe" '/k "set PATH=$INSTDIR;%PATH%&& headcount help"' "$INSTDIR\headcount.exe"
  SetOutPath "$INSTDIR"

  WriteRegStr HKCU "Software\Headcount" "Folder" "$INSTDIR"
  WriteRegStr HKCU "${PATHS}" "" "$INSTDIR\headcount.exe"
  WriteRegStr HKCU "${PATHS}" "Path" "$INSTDIR"
  WriteRegStr HKCU "Software\Classes\.headcount" "" "Headcount.Organization"
  WriteRegStr HKCU "Software\Classes\.headcount" "Content Type" "application/x-headcount"
  WriteRegStr HKCU "Software\Classes\Headcount.Organization" "" "$(Organization)"
  WriteRegStr HKCU "Software\Classes\Headcount.Organization\DefaultIcon" "" "$INSTDIR\headcount.exe,0"
  WriteRegStr HKCU "Software\Classes\Headcount.Organization\shell\open\command" "" '"$INSTDIR\headcount.exe" "%1"'

  WriteRegStr HKCU "${GONE}" "DisplayName" "Headcount"
  WriteRegStr HKCU "${GONE}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${GONE}" "DisplayIcon" "$INSTDIR\headcount.exe"
  WriteRegStr HKCU "${GONE}" "Publisher" "The Headcount authors"
  WriteRegStr HKCU "${GONE}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${GONE}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${GONE}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${GONE}" "NoModify" 1
  WriteRegDWORD HKCU "${GONE}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKCU "${GONE}" "EstimatedSize" $0
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd

; Only what was installed goes: organizations, reports and settings are the person's.
Section "Uninstall"
  Call un.Closed
  Delete "$INSTDIR\headcount.exe"
  Delete "$INSTDIR\headcount.com"
  Delete "$INSTDIR\LICENCES.txt"
  Delete "$INSTDIR\README.txt"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\Headcount\*.lnk"
  RMDir "$SMPROGRAMS\Headcount"
  DeleteRegKey HKCU "${GONE}"
  DeleteRegKey HKCU "${PATHS}"
  DeleteRegKey HKCU "Software\Headcount"
  DeleteRegKey HKCU "Software\Classes\Headcount.Organization"
  ReadRegStr $0 HKCU "Software\Classes\.headcount" ""
  StrCmp $0 "Headcount.Organization" 0 +2
  DeleteRegKey HKCU "Software\Classes\.headcount"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd
