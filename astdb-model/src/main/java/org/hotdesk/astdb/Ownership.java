package org.hotdesk.astdb;

/**
 * Who may write which astdb row: the one table. Owned rows are ours alone and are repaired; adopted rows are written by
 * feature codes in the dialplan too, so they are read back; foreign rows are never touched.
 */
public enum Ownership {
    OWNED,
    ADOPTED,
    FOREIGN;

    /** Who owns the row. Other programs' rows below DEVICE and AMPUSER, such as {@code AMPUSER/201/followme/ddial}, are foreign. */
    public static Ownership of(AstDbKey row) {
        if (Projection.FEATURE_FAMILIES.contains(row.family())) {
            return ADOPTED;
        }
        int slash = row.key().indexOf('/');
        String leaf = row.key().substring(slash + 1);
        boolean owned =
                switch (row.family()) {
                    case "DEVICE" -> slash > 0 && Projection.DEVICE_LEAVES.contains(leaf);
                    case "AMPUSER" ->
                        slash > 0 && (Projection.USER_LEAVES.contains(leaf) || leaf.equals(Projection.PASSWORD));
                    case "HOTDESK" -> row.key().startsWith("dahdi/") || CallRow.is(row);
                    default -> false;
                };
        return owned ? OWNED : FOREIGN;
    }
}
