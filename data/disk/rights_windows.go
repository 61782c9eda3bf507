package disk

import (
	"errors"

	"golang.org/x/sys/windows"
)

// ownerOnly takes a file or a folder, and what will be made in it, from everybody but its
// owner, the system and administrators, as a person's own folders are: elsewhere Windows
// gives it the rights of the folder that it lies in. Where files have no rights, as on a
// memory stick, nothing is done.
func ownerOnly(path string) error {
	rights, err := ownersRights()
	if err != nil {
		return err
	}
	list, _, err := rights.DACL()
	if err != nil {
		return err
	}
	err = windows.SetNamedSecurityInfo(path, windows.SE_FILE_OBJECT,
		windows.DACL_SECURITY_INFORMATION|windows.PROTECTED_DACL_SECURITY_INFORMATION, nil, nil, list, nil)
	if errors.Is(err, windows.ERROR_NOT_SUPPORTED) || errors.Is(err, windows.ERROR_INVALID_FUNCTION) {
		return nil
	}
	return err
}

// ownersRights are protected from what the folder gives: all, handed on, to each of three.
func ownersRights() (*windows.SECURITY_DESCRIPTOR, error) {
	me, err := windows.GetCurrentProcessToken().GetTokenUser()
	if err != nil {
		return nil, err
	}
	return windows.SecurityDescriptorFromString("D:P(A;OICI;FA;;;" + me.User.Sid.String() + ")(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)")
}
