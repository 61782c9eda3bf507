package mail

// families are providers with a domain in many countries.
var families = map[string]string{
	"yahoo": "Yahoo", "hotmail": "Outlook.com", "live": "Outlook.com", "outlook": "Outlook.com", "posteo": "Posteo",
}

// providers are those whose servers are published by themselves or in the
// database that Thunderbird uses (github.com/thunderbird/autoconfig), by name.
// Implicit TLS is taken where both are offered (RFC 8314).
var providers = []Provider{
	{
		Name: "1&1", Domains: []string{"online.de", "onlinehome.de", "sofortstart.de", "sofort-start.de", "sofortsurf.de", "go4more.de"},
		IMAP: tlsAt("imap.1und1.de", 993), SMTP: tlsAt("smtp.1und1.de", 465), Login: LoginPassword,
	},
	{
		Name: "AOL", Domains: []string{"aol.com", "aol.fr", "aol.de", "aol.co.uk", "aim.com"},
		IMAP: tlsAt("imap.aol.com", 993), SMTP: tlsAt("smtp.aol.com", 465), Login: LoginAppPassword,
	},
	{
		Name: "AT&T", Domains: []string{"att.net", "ameritech.net", "bellsouth.net", "currently.com", "flash.net", "nvbell.net", "pacbell.net", "prodigy.net", "sbcglobal.net", "snet.net", "swbell.net"},
		IMAP: tlsAt("imap.mail.att.net", 993), SMTP: tlsAt("smtp.mail.att.net", 465), Login: LoginAppPassword,
	},
	{
		Name: "Bluewin", Domains: []string{"bluewin.ch"},
		IMAP: tlsAt("imaps.bluewin.ch", 993), SMTP: tlsAt("smtpauths.bluewin.ch", 465), Login: LoginPassword,
	},
	{
		Name: "Comcast", Domains: []string{"comcast.net"},
		IMAP: tlsAt("imap.comcast.net", 993), SMTP: tlsAt("smtp.comcast.net", 465), Login: LoginSwitchedOn,
	},
	{
		Name: "Fastmail", Domains: []string{"fastmail.com", "fastmail.fm", "messagingengine.com"},
		IMAP: tlsAt("imap.fastmail.com", 993), SMTP: tlsAt("smtp.fastmail.com", 465), Login: LoginAppPassword,
	},
	{
		Name: "Free", Domains: []string{"free.fr"}, ByLocalPart: true,
		IMAP: tlsAt("imap.free.fr", 993), SMTP: tlsAt("smtp.free.fr", 465), Login: LoginPassword,
	},
	{
		Name: "freenet", Domains: []string{"freenet.de"},
		IMAP: tlsAt("mx.freenet.de", 993), SMTP: tlsAt("mx.freenet.de", 465), Login: LoginSwitchedOn,
	},
	{
		Name: "Gmail", Domains: []string{"gmail.com", "googlemail.com"},
		IMAP: tlsAt("imap.gmail.com", 993), SMTP: tlsAt("smtp.gmail.com", 465), Login: LoginAppPassword,
	},
	{
		Name: "GMX", Domains: []string{"gmx.net", "gmx.de", "gmx.at", "gmx.ch", "gmx.eu", "gmx.org", "gmx.info", "gmx.biz"},
		IMAP: tlsAt("imap.gmx.net", 993), SMTP: tlsAt("mail.gmx.net", 465), Login: LoginSwitchedOn,
	},
	{
		Name: "GMX international", Domains: []string{"gmx.com", "gmx.fr", "gmx.co.uk", "gmx.es", "gmx.it", "gmx.us", "gmx.ca", "gmx.pt", "gmx.ie", "gmx.se", "gmx.li"},
		IMAP: tlsAt("imap.gmx.com", 993), SMTP: tlsAt("mail.gmx.com", 465), Login: LoginSwitchedOn,
	},
	{
		Name: "iCloud", Domains: []string{"icloud.com", "me.com", "mac.com"},
		IMAP: tlsAt("imap.mail.me.com", 993), SMTP: startTLSAt("smtp.mail.me.com", 587), Login: LoginAppPassword,
	},
	{
		Name: "Infomaniak", Domains: []string{"ik.me", "ikmail.com"},
		IMAP: tlsAt("mail.infomaniak.com", 993), SMTP: tlsAt("mail.infomaniak.com", 465), Login: LoginAppPassword,
	},
	{
		Name: "IONOS",
		IMAP: tlsAt("imap.ionos.com", 993), SMTP: tlsAt("smtp.ionos.com", 465), Login: LoginPassword,
	},
	{
		Name: "KPN", Domains: []string{"kpnmail.nl", "kpnplanet.nl", "planet.nl", "wxs.nl", "hetnet.nl", "freeler.nl", "xs4all.nl", "telfort.nl", "tiscali.nl"},
		IMAP: tlsAt("imap.kpnmail.nl", 993), SMTP: tlsAt("smtp.kpnmail.nl", 465), Login: LoginPassword,
	},
	{
		Name: "La Poste", Domains: []string{"laposte.net"},
		IMAP: tlsAt("imap.laposte.net", 993), SMTP: tlsAt("smtp.laposte.net", 465), Login: LoginPassword,
	},
	{
		Name: "Libero", Domains: []string{"libero.it", "iol.it", "blu.it", "inwind.it", "giallo.it"},
		IMAP: tlsAt("imapmail.libero.it", 993), SMTP: tlsAt("smtp.libero.it", 465), Login: LoginSwitchedOn,
	},
	{
		Name: "mail.com", Domains: []string{"mail.com", "email.com", "post.com", "usa.com", "consultant.com", "engineer.com", "europe.com", "myself.com"},
		IMAP: tlsAt("imap.mail.com", 993), SMTP: tlsAt("smtp.mail.com", 465), Login: LoginSwitchedOn,
	},
	{
		Name: "mailbox.org", Domains: []string{"mailbox.org"},
		IMAP: tlsAt("imap.mailbox.org", 993), SMTP: tlsAt("smtp.mailbox.org", 465), Login: LoginPassword,
	},
	{
		Name: "Microsoft 365", Domains: []string{"office365.com", "onmicrosoft.com"},
		IMAP: tlsAt("outlook.office365.com", 993), SMTP: startTLSAt("smtp.office365.com", 587), Login: LoginOver,
	},
	{
		Name: "o2 Poczta", Domains: []string{"o2.pl", "go2.pl", "tlen.pl", "prokonto.pl"}, ByLocalPart: true,
		IMAP: tlsAt("poczta.o2.pl", 993), SMTP: tlsAt("poczta.o2.pl", 465), Login: LoginSwitchedOn,
	},
	{
		Name: "Orange", Domains: []string{"orange.fr", "wanadoo.fr"},
		IMAP: tlsAt("imap.orange.fr", 993), SMTP: tlsAt("smtp.orange.fr", 465), Login: LoginPassword,
	},
	{
		Name: "Outlook.com", Domains: []string{"outlook.com", "hotmail.com", "live.com", "msn.com", "windowslive.com"},
		IMAP: tlsAt("outlook.office365.com", 993), SMTP: startTLSAt("smtp-mail.outlook.com", 587), Login: LoginOver,
	},
	{
		Name: "OVH",
		IMAP: tlsAt("ssl0.ovh.net", 993), SMTP: tlsAt("ssl0.ovh.net", 465), Login: LoginPassword,
	},
	{
		Name: "Posteo", Domains: []string{"posteo.de"},
		IMAP: tlsAt("posteo.de", 993), SMTP: tlsAt("posteo.de", 465), Login: LoginPassword,
	},
	{
		Name: "Proton Mail", Domains: []string{"proton.me", "protonmail.com", "protonmail.ch", "pm.me"},
		IMAP: openAt(1143), SMTP: openAt(1025), Login: LoginBridge,
	},
	{
		Name: "Seznam", Domains: []string{"seznam.cz", "email.cz", "post.cz", "spoluzaci.cz"},
		IMAP: tlsAt("imap.seznam.cz", 993), SMTP: tlsAt("smtp.seznam.cz", 465), Login: LoginPassword,
	},
	{
		Name: "SFR", Domains: []string{"sfr.fr", "neuf.fr", "cegetel.net", "club-internet.fr"},
		IMAP: tlsAt("imap.sfr.fr", 993), SMTP: tlsAt("smtp.sfr.fr", 465), Login: LoginPassword,
	},
	{
		Name: "T-Online", Domains: []string{"t-online.de", "magenta.de"},
		IMAP: tlsAt("secureimap.t-online.de", 993), SMTP: tlsAt("securesmtp.t-online.de", 465), Login: LoginAppPassword,
	},
	{
		Name: "Virgilio", Domains: []string{"virgilio.it"},
		IMAP: tlsAt("in.virgilio.it", 993), SMTP: tlsAt("out.virgilio.it", 465), Login: LoginSwitchedOn,
	},
	{
		Name: "WEB.DE", Domains: []string{"web.de"}, ByLocalPart: true,
		IMAP: tlsAt("imap.web.de", 993), SMTP: tlsAt("smtp.web.de", 465), Login: LoginSwitchedOn,
	},
	{
		Name: "WP", Domains: []string{"wp.pl"}, ByLocalPart: true,
		IMAP: tlsAt("imap.wp.pl", 993), SMTP: tlsAt("smtp.wp.pl", 465), Login: LoginSwitchedOn,
	},
	{
		Name: "Yahoo", Domains: []string{"yahoo.com", "ymail.com", "myyahoo.com", "rocketmail.com", "cox.net"},
		IMAP: tlsAt("imap.mail.yahoo.com", 993), SMTP: tlsAt("smtp.mail.yahoo.com", 465), Login: LoginAppPassword,
	},
	{
		Name: "Zoho", Domains: []string{"zoho.com", "zohomail.com"},
		IMAP: tlsAt("imap.zoho.com", 993), SMTP: tlsAt("smtp.zoho.com", 465), Login: LoginAppPassword,
	},
	{
		Name: "Zoho Europe", Domains: []string{"zoho.eu", "zohomail.eu"},
		IMAP: tlsAt("imap.zoho.eu", 993), SMTP: tlsAt("smtp.zoho.eu", 465), Login: LoginAppPassword,
	},
}
