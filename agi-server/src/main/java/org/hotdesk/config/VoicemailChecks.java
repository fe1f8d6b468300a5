package org.hotdesk.config;

import java.util.List;

/** Whether an Asterisk that has its mailboxes from the database can read them there. Pure. */
final class VoicemailChecks {
    private VoicemailChecks() {}

    /** What does not go together; that clear passwords need PostgreSQL is said by {@link StoreChecks}. */
    static List<Clash> of(ConfigAssembly.Lookup in) {
        if (in.value(Settings.MAILBOX_BOXES) == Settings.Boxes.FILE || in.value(Settings.CLEAR_MAILBOX_PASSWORDS)) {
            return List.of();
        }
        String what =
                "mailbox.boxes = \"realtime\" needs voip.clear-mailbox-passwords = true, without which Asterisk sees no password";
        return List.of(new Clash(List.of(Settings.MAILBOX_BOXES, Settings.CLEAR_MAILBOX_PASSWORDS), what));
    }
}
