package org.hotdesk.ami.link;

import static org.hotdesk.ami.link.ActionEncoder.ascii;

import java.util.TreeMap;
import org.hotdesk.astdb.AstDbKey;

/**
 * DBGetTree. Rows come as events, each of which ends where our own ActionID stands behind its value, so that no value can
 * hide or forge a row. On the writer link, since our reader is the faster one and Asterisk holds its astdb lock until the
 * last row is read.
 */
final class TreeOperation extends Operation<AstDbTree> {
    private static final byte[] ACTION = ascii("DBGetTree");
    private static final byte[] FAMILY = ascii("Family: ");
    private static final byte[] ROW = ascii("Event: DBGetTreeResponse\r\nKey: ");
    private static final byte[] COMPLETE = ascii("Event: DBGetTreeComplete\r\n");
    private static final String BETWEEN = "\r\nVal: ";

    private final String family;
    private final String prefix;
    private final String token;
    private final TreeMap<AstDbKey, String> rows = new TreeMap<>();
    private int unaddressable;
    private byte[] tail = new byte[0];
    private boolean rowsDue;

    TreeOperation(String family, String token) {
        this.family = family;
        this.prefix = "/" + family + "/";
        this.token = token;
    }

    @Override
    byte[] action() {
        return ACTION;
    }

    @Override
    void headers(ActionEncoder out) {
        out.header(FAMILY, family);
    }

    @Override
    boolean cut(Inbox inbox, Message message) {
        int begins = rowsDue ? inbox.beginsWith(ROW) : -1;
        if (begins < 0) {
            return inbox.next(message);
        }
        return begins > 0 && inbox.next(message, tail);
    }

    @Override
    boolean owns(Message message) {
        return isRow(message) || super.owns(message);
    }

    private boolean isRow(Message message) {
        return rowsDue && message.startsWith(ROW);
    }

    @Override
    boolean accept(Message message) {
        if (isRow(message)) {
            take(message.between(ROW.length, tail.length));
            return false;
        }
        if (message.startsWith(COMPLETE)) {
            complete(new AstDbTree(rows, unaddressable));
            return true;
        }
        if (message.isSuccess()) {
            tail = ascii("\r\nActionID: " + token + id() + "\r\n\r\n");
            rowsDue = true;
            return false;
        }
        refused(message);
        return true;
    }

    /** Asterisk finds the rows with LIKE, which takes DND for dnd and {@code _} for any letter; we take them exactly. */
    private void take(String row) {
        int between = row.indexOf(BETWEEN);
        if (between < 0 || !row.startsWith(prefix)) {
            return;
        }
        String key = row.substring(prefix.length(), Math.max(prefix.length(), between));
        if (AstDbKey.isValid(family, key)) {
            rows.put(new AstDbKey(family, key), row.substring(between + BETWEEN.length()));
        } else {
            unaddressable++;
        }
    }
}
