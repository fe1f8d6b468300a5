package org.hotdesk.astdb;

import java.util.Set;

/**
 * Who may write which astdb row: the one table. Owned rows are ours alone and are repaired; adopted rows are written by
 * feature codes in the dialplan too, so they are read back; foreign rows are never touched.
 */
public enum Ownership {
    OWNED,
    ADOPTED,
    FOREIGN;

    private static final Set<String> ADOPTED_FAMILIES = Set.of("CF", "CFB", "CFU", "DND", "CW");
    private static final Set<String> DEVICE_KEYS =
            Set.of("dial", "type", "user", "default_user", "tech", "emergency_cid", "location");
    private static final Set<String> USER_KEYS = Set.of(
            "device",
            "password",
            "cidname",
            "cidnum",
            "outboundcid",
            "ringtimer",
            "noanswer",
            "voicemail",
            "mailbox",
            "recording/in/internal",
            "recording/in/external",
            "recording/out/internal",
            "recording/out/external",
            "context",
            "language",
            "accountcode",
            "dialopts");

    /** Who owns the row. Other programs' rows below DEVICE and AMPUSER, such as {@code AMPUSER/201/followme/ddial}, are foreign. */
    public static Ownership of(AstDbKey row) {
        if (ADOPTED_FAMILIES.contains(row.family())) {
            return ADOPTED;
        }
        int slash = row.key().indexOf('/');
        String leaf = row.key().substring(slash + 1);
        boolean owned =
                switch (row.family()) {
                    case "DEVICE" -> slash > 0 && DEVICE_KEYS.contains(leaf);
                    case "AMPUSER" -> slash > 0 && USER_KEYS.contains(leaf);
                    case "HOTDESK" -> row.key().startsWith("dahdi/") || CallRow.is(row);
                    default -> false;
                };
        return owned ? OWNED : FOREIGN;
    }
}
