package outbox

import (
	"context"
	"fmt"

	"headcount.app/headcount/app/mail"
	"headcount.app/headcount/data"
	"headcount.app/headcount/data/disk"
)

// saveDraft writes a letter to a file that a mail program opens as a draft.
func (o *Outbox) saveDraft(ctx context.Context, l *data.Letter) error {
	text, err := o.store.LetterText(ctx, l.ID)
	if err != nil {
		return fmt.Errorf("text of letter %d: %w", l.ID, err)
	}
	folder := o.drafts
	if err := disk.MakeFolder(folder); err != nil {
		return disk.Refusal(folder, err)
	}
	path, err := mail.WriteDraft(folder, l.Subject+".eml", text)
	if err != nil {
		return disk.Refusal(folder, err)
	}
	return o.store.EndLetter(context.WithoutCancel(ctx), l.ID, o.now(), data.Outcome{State: data.LetterSaved, Path: path})
}

// SaveDraft saves a letter for the mail program to a file, if it is not saved
// yet, and returns it with its path.
func (o *Outbox) SaveDraft(ctx context.Context, id int64) (data.Letter, error) {
	l, err := o.carryOne(ctx, nil, id)
	if err == nil && l.Path == "" {
		err = fmt.Errorf("%w: letter %d is no draft for the mail program", data.ErrStale, id)
	}
	return l, err
}

// Opened writes down that the mail program was started with a draft.
func (o *Outbox) Opened(ctx context.Context, id int64) error {
	err := o.store.OpenedLetter(ctx, id)
	o.watch.tell()
	return err
}
