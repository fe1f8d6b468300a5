package org.hotdesk.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.hotdesk.dialplan.system.MailboxMode;

/** The keys of one Asterisk: section {@code [asterisk]}, or one {@code [[asterisk]]} for each of several. */
final class AsteriskKeys {
    static final String SECTION = "asterisk";

    static final Setting<String> NAME = key(
            "name",
            Kind.text("1 to 40 letters, digits or . _ -", "[A-Za-z0-9._-]{1,40}"),
            "\"asterisk\"",
            "Names this Asterisk in the database; another name means another one, whose astdb is compared whole first.");
    static final Setting<Integer> VERSION = key(
            "version",
            Kind.number(13, 99),
            "22",
            "Its major version, such as 22; 'hotdesk init' writes what that one understands.");
    static final Setting<String> AMI_HOST = key(
            "ami-host",
            Kind.text("an address or a host name", "[A-Za-z0-9.:_-]{1,255}"),
            "\"127.0.0.1\"",
            "Where Asterisk's manager interface is.");
    static final Setting<Integer> AMI_PORT = key("ami-port", Kind.number(1, 65_535), "5038", "Its port.");
    static final Setting<String> AMI_USER = key(
            "ami-user",
            Kind.text("1 to 40 letters, digits or _ -", "[A-Za-z0-9_-]{1,40}"),
            "\"hotdesk\"",
            "The account in manager.conf.");
    static final Setting<Path> AMI_SECRET_FILE = key(
            "ami-secret-file",
            Kind.path(),
            "\"/etc/hotdesk/ami.secret\"",
            "A file with nothing but that account's secret, not readable by others.");
    static final Setting<Optional<Path>> CONFIG_FOLDER = key(
            "config-folder",
            Kind.pathOrNothing(),
            "\"/etc/asterisk\"",
            "Asterisk's configuration; we write into its folder hotdesk/ and nowhere else. Empty for one on another machine.");
    static final Setting<Path> VOICEMAIL_SPOOL = key(
            "voicemail-spool",
            Kind.path(),
            "\"/var/spool/asterisk/voicemail\"",
            "Asterisk's voicemail folder as we see it; the devices' mailbox links are made in its folder device/.");
    static final Setting<Optional<MailboxMode>> MAILBOX_MODE = key(
            "mailbox-mode",
            Kind.orNothing(Kind.word(MailboxMode.class)),
            "\"\"",
            "The same as mailbox.mode for this Asterisk alone; empty for what that says.");
    static final Setting<Path> SOUNDS = key(
            "sounds",
            Kind.path(),
            "\"/usr/share/asterisk/sounds/en\"",
            "Asterisk's core sounds as we see them; 'hotdesk config check' looks whether they are there.");

    /** In the order of the reference. */
    static final List<Setting<?>> ALL = List.of(
            NAME,
            VERSION,
            AMI_HOST,
            AMI_PORT,
            AMI_USER,
            AMI_SECRET_FILE,
            CONFIG_FOLDER,
            VOICEMAIL_SPOOL,
            MAILBOX_MODE,
            SOUNDS);

    private AsteriskKeys() {}

    private static <T> Setting<T> key(String name, Kind<T> kind, String preset, String about) {
        return new Setting<>(SECTION, name, kind, preset, about);
    }
}
