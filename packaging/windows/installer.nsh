; What the installer adds to menus of Windows, and takes away again. Never the default of anything: no "Software\Classes\.ext" gets a value of
; its own. Windows starts a verb once for each file; the app that runs gathers them into one batch.

!macro eachThumblineFormat WHAT
  !insertmacro ${WHAT} "3fr"
  !insertmacro ${WHAT} "apng"
  !insertmacro ${WHAT} "arw"
  !insertmacro ${WHAT} "avif"
  !insertmacro ${WHAT} "avifs"
  !insertmacro ${WHAT} "bmp"
  !insertmacro ${WHAT} "cr2"
  !insertmacro ${WHAT} "cr3"
  !insertmacro ${WHAT} "crw"
  !insertmacro ${WHAT} "cur"
  !insertmacro ${WHAT} "dcr"
  !insertmacro ${WHAT} "dds"
  !insertmacro ${WHAT} "dib"
  !insertmacro ${WHAT} "dng"
  !insertmacro ${WHAT} "erf"
  !insertmacro ${WHAT} "exr"
  !insertmacro ${WHAT} "gif"
  !insertmacro ${WHAT} "hdr"
  !insertmacro ${WHAT} "heic"
  !insertmacro ${WHAT} "heics"
  !insertmacro ${WHAT} "heif"
  !insertmacro ${WHAT} "heifs"
  !insertmacro ${WHAT} "hif"
  !insertmacro ${WHAT} "icb"
  !insertmacro ${WHAT} "icns"
  !insertmacro ${WHAT} "ico"
  !insertmacro ${WHAT} "iiq"
  !insertmacro ${WHAT} "j2c"
  !insertmacro ${WHAT} "j2k"
  !insertmacro ${WHAT} "jfif"
  !insertmacro ${WHAT} "jhc"
  !insertmacro ${WHAT} "jp2"
  !insertmacro ${WHAT} "jpc"
  !insertmacro ${WHAT} "jpe"
  !insertmacro ${WHAT} "jpeg"
  !insertmacro ${WHAT} "jpf"
  !insertmacro ${WHAT} "jpg"
  !insertmacro ${WHAT} "jph"
  !insertmacro ${WHAT} "jpx"
  !insertmacro ${WHAT} "jxl"
  !insertmacro ${WHAT} "kdc"
  !insertmacro ${WHAT} "kra"
  !insertmacro ${WHAT} "mos"
  !insertmacro ${WHAT} "mrw"
  !insertmacro ${WHAT} "nef"
  !insertmacro ${WHAT} "nrw"
  !insertmacro ${WHAT} "ora"
  !insertmacro ${WHAT} "orf"
  !insertmacro ${WHAT} "pam"
  !insertmacro ${WHAT} "pbm"
  !insertmacro ${WHAT} "pct"
  !insertmacro ${WHAT} "pcx"
  !insertmacro ${WHAT} "pdf"
  !insertmacro ${WHAT} "pef"
  !insertmacro ${WHAT} "pfm"
  !insertmacro ${WHAT} "pgm"
  !insertmacro ${WHAT} "pic"
  !insertmacro ${WHAT} "pict"
  !insertmacro ${WHAT} "png"
  !insertmacro ${WHAT} "pnm"
  !insertmacro ${WHAT} "ppm"
  !insertmacro ${WHAT} "psb"
  !insertmacro ${WHAT} "psd"
  !insertmacro ${WHAT} "qoi"
  !insertmacro ${WHAT} "raf"
  !insertmacro ${WHAT} "ras"
  !insertmacro ${WHAT} "rw2"
  !insertmacro ${WHAT} "rwl"
  !insertmacro ${WHAT} "sgi"
  !insertmacro ${WHAT} "sr2"
  !insertmacro ${WHAT} "srf"
  !insertmacro ${WHAT} "srw"
  !insertmacro ${WHAT} "sun"
  !insertmacro ${WHAT} "svg"
  !insertmacro ${WHAT} "svgz"
  !insertmacro ${WHAT} "tga"
  !insertmacro ${WHAT} "tif"
  !insertmacro ${WHAT} "tiff"
  !insertmacro ${WHAT} "vda"
  !insertmacro ${WHAT} "vst"
  !insertmacro ${WHAT} "webp"
  !insertmacro ${WHAT} "x3f"
  !insertmacro ${WHAT} "xcf"
!macroend

!macro addThumblineFormat EXT
  WriteRegStr SHCTX "Software\Classes\Applications\${APP_EXECUTABLE_FILENAME}\SupportedTypes" ".${EXT}" ""
  WriteRegNone SHCTX "Software\Classes\.${EXT}\OpenWithProgids" "Thumbline.Picture"
  !insertmacro addThumblineVerb "SystemFileAssociations\.${EXT}"
!macroend

!macro removeThumblineFormat EXT
  DeleteRegValue SHCTX "Software\Classes\.${EXT}\OpenWithProgids" "Thumbline.Picture"
  DeleteRegKey SHCTX "Software\Classes\SystemFileAssociations\.${EXT}\shell\Thumbline"
!macroend

!macro addThumblineVerb KIND
  WriteRegStr SHCTX "Software\Classes\${KIND}\shell\Thumbline" "" "Make Thumbnails"
  WriteRegStr SHCTX "Software\Classes\${KIND}\shell\Thumbline" "Icon" "$INSTDIR\${APP_EXECUTABLE_FILENAME}"
  WriteRegStr SHCTX "Software\Classes\${KIND}\shell\Thumbline\command" "" '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" -- "%1"'
!macroend

!macro customInstall
  WriteRegStr SHCTX "Software\Classes\Thumbline.Picture" "" "Picture"
  WriteRegStr SHCTX "Software\Classes\Thumbline.Picture\shell\open\command" "" '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" -- "%1"'
  WriteRegStr SHCTX "Software\Classes\Applications\${APP_EXECUTABLE_FILENAME}\shell\open\command" "" '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" -- "%1"'
  !insertmacro eachThumblineFormat addThumblineFormat
  !insertmacro addThumblineVerb "Directory"
  CreateShortCut "$SENDTO\Thumbline.lnk" "$INSTDIR\${APP_EXECUTABLE_FILENAME}"
  ; The shell looks at its associations again.
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, i 0, i 0)'
!macroend

!macro customUnInstall
  Delete "$SENDTO\Thumbline.lnk"
  DeleteRegKey SHCTX "Software\Classes\Directory\shell\Thumbline"
  !insertmacro eachThumblineFormat removeThumblineFormat
  DeleteRegKey SHCTX "Software\Classes\Applications\${APP_EXECUTABLE_FILENAME}"
  DeleteRegKey SHCTX "Software\Classes\Thumbline.Picture"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, i 0, i 0)'
!macroend
