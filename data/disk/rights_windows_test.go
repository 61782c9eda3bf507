package disk

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/sys/windows"
)

// rightsOf are the rights to a file, as Windows writes them.
func rightsOf(t *testing.T, path string) string {
	t.Helper()
	rights, err := windows.GetNamedSecurityInfo(path, windows.SE_FILE_OBJECT, windows.DACL_SECURITY_INFORMATION)
	must(t, err)
	return rights.String()
}

// The owner, the system and administrators, and nobody from the folder above.
func TestOwnersRights(t *testing.T) {
	rights, err := ownersRights()
	must(t, err)
	control, _, err := rights.Control()
	must(t, err)
	list, _, err := rights.DACL()
	must(t, err)
	if control&windows.SE_DACL_PROTECTED == 0 || list.AceCount != 3 {
		t.Errorf("%d entries, control %x: %s", list.AceCount, control, rights)
	}
	me, err := windows.GetCurrentProcessToken().GetTokenUser()
	must(t, err)
	if !strings.Contains(rights.String(), "(A;OICI;FA;;;"+me.User.Sid.String()+")") {
		t.Errorf("the owner has no rights: %s", rights)
	}
}

// What is made in a folder that everybody may read is its owner's alone.
func TestPartsAreTheirOwners(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "Été à l'école")
	must(t, os.Mkdir(folder, 0o777))
	open, err := windows.SecurityDescriptorFromString("D:P(A;OICI;FA;;;WD)")
	must(t, err)
	list, _, err := open.DACL()
	must(t, err)
	must(t, windows.SetNamedSecurityInfo(folder, windows.SE_FILE_OBJECT, windows.DACL_SECURITY_INFORMATION|windows.PROTECTED_DACL_SECURITY_INFORMATION, nil, nil, list, nil))
	plain := filepath.Join(folder, "plain")
	must(t, os.WriteFile(plain, nil, 0o600))
	if got := rightsOf(t, plain); !strings.Contains(got, ";;;WD)") {
		t.Fatalf("the folder is not open to everybody, and shows nothing: %s", got)
	}
	part, err := NewPart(filepath.Join(folder, "office.headcount"))
	must(t, err)
	defer part.Discard()
	made := filepath.Join(folder, "backups", "of today")
	must(t, MakeFolder(made))
	if windows.NewLazySystemDLL("ntdll.dll").NewProc("wine_get_version").Find() == nil {
		t.Skip("wine makes three bits of a list of rights: what it tells says nothing")
	}
	for _, path := range []string{part.Path, filepath.Dir(made), made} {
		if got := rightsOf(t, path); strings.Contains(got, ";;;WD)") || !strings.Contains(got, ";FA;;;") {
			t.Errorf("the rights to %s are %s", path, got)
		}
	}
}
