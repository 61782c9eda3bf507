// Package settings is Settings: a page each for the organization, its looks, the limits of
// its checks, its profiles, its mail with the outbox, and its backups. It knows the desk
// and no other screen.
package settings
