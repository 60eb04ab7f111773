; SPDX-License-Identifier: MIT
; Inno Setup 6 script of the Windows installer. NOT RUN by the authors: see ../README.md.
; Build the folder first (python dev.py package), then:
;   iscc /DVersion=0.1.0 /DFolder=..\..\build\package\caregiver-app caregiver-app.iss
; No administrator is needed: it installs for one user. Nothing of the record is ever removed.

#ifndef Version
  #error Say the version: /DVersion=0.1.0
#endif
#ifndef Folder
  #error Say where the built folder lies: /DFolder=...
#endif

[Setup]
AppId={{5B2C4F0E-6B0E-4C67-9C3B-7A0E6D6B7C11}
AppName=Caregiver Checklist
AppVersion={#Version}
AppPublisher=Caregiver Checklist contributors
DefaultDirName={autopf}\Caregiver Checklist
DefaultGroupName=Caregiver Checklist
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
LicenseFile=..\..\LICENSE
OutputDir=..\..\build\package
OutputBaseFilename=caregiver-checklist-{#Version}-setup
SetupIconFile=..\..\build\package\icons\caregiver-app.ico
UninstallDisplayIcon={app}\caregiver-app.exe
Compression=lzma2/max
SolidCompression=yes
WizardStyle=modern
MinVersion=10.0.17763
CloseApplications=yes

[Tasks]
Name: "desktopicon"; Description: "Put an icon on the desktop"; Flags: unchecked

[Files]
; caregiver-data would make an installed program portable.
Source: "{#Folder}\*"; DestDir: "{app}"; Excludes: "caregiver-data"; Flags: recursesubdirs ignoreversion

[Icons]
Name: "{autoprograms}\Caregiver Checklist"; Filename: "{app}\caregiver-app.exe"
Name: "{autodesktop}\Caregiver Checklist"; Filename: "{app}\caregiver-app.exe"; Tasks: desktopicon

[InstallDelete]
; An older version's parts must not stay beside the new ones.
Type: filesandordirs; Name: "{app}\_internal"

[Run]
Filename: "{app}\caregiver-app.exe"; Description: "Start Caregiver Checklist"; Flags: nowait postinstall skipifsilent
