package org.hotdesk.sip.location;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.CRC32C;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.sip.transport.Transport;
import org.jspecify.annotations.Nullable;

/**
 * The records of a journal: length, CRC32C of what follows, a letter that tells the kind, the fields. One owner thread.
 */
final class Records {
    static final int FRAME = 8;
    /** No record is longer; a larger length is damage. */
    static final int MOST = 8192;

    private static final byte PUT = 'P';
    private static final byte REFRESHED = 'R';
    private static final byte REMOVED = 'D';
    private static final byte SNAPSHOT = 'S';
    private static final int FIXED = 96;
    private static final Transport[] TRANSPORTS = Transport.values();

    private final byte[] bytes = new byte[MOST + FRAME];
    private final ByteBuffer out = ByteBuffer.wrap(bytes);
    private final CRC32C crc = new CRC32C();

    /** The bytes of the record made last, from offset 0 on. */
    byte[] bytes() {
        return bytes;
    }

    /** About how long the record of a contact is. */
    static int size(Contact contact) {
        return FIXED + contact.text.length + contact.userAgent.length();
    }

    int put(Contact contact) {
        begin(PUT).putLong(contact.id);
        text(contact.device.digits());
        out.put(code(contact.transport));
        address(contact.source());
        address(contact.local);
        out.putInt(contact.cseq).putShort(contact.q);
        out.putLong(contact.expires).putLong(contact.since).putLong(contact.seen);
        text(contact.userAgent);
        out.putShort(contact.uriEnd).putShort(contact.callIdEnd).putShort(contact.instanceEnd);
        out.putShort((short) contact.text.length).put(contact.text);
        return end();
    }

    int refreshed(Contact contact) {
        begin(REFRESHED).putLong(contact.id).putInt(contact.cseq).putShort(contact.q);
        out.putLong(contact.expires).putLong(contact.seen);
        return end();
    }

    int removed(long id) {
        begin(REMOVED).putLong(id);
        return end();
    }

    /** Begin or end of a snapshot: nothing to a reader. */
    int mark() {
        begin(SNAPSHOT);
        return end();
    }

    private ByteBuffer begin(byte kind) {
        out.clear().position(FRAME);
        return out.put(kind);
    }

    private int end() {
        int length = out.position();
        crc.reset();
        crc.update(bytes, FRAME, length - FRAME);
        out.putInt(0, length - FRAME).putInt(4, (int) crc.getValue());
        return length;
    }

    private static byte code(Transport transport) {
        for (int i = 0; i < TRANSPORTS.length; i++) {
            if (TRANSPORTS[i] == transport) {
                return (byte) i;
            }
        }
        throw new IllegalStateException("a transport without a number");
    }

    private void text(String latin) {
        out.put((byte) latin.length());
        for (int i = 0; i < latin.length(); i++) {
            out.put((byte) latin.charAt(i));
        }
    }

    private void address(InetSocketAddress address) {
        byte[] raw = address.getAddress().getAddress();
        out.put((byte) raw.length).put(raw).putShort((short) address.getPort());
    }

    /**
     * Does what a record says to the contacts read so far.
     *
     * @return false when it makes no sense
     */
    static boolean replay(ByteBuffer in, Map<Long, Contact> contacts, ContactTexts texts) {
        try {
            byte kind = in.get();
            switch (kind) {
                case PUT -> {
                    Contact contact = contact(in, texts);
                    contacts.put(contact.id, contact);
                }
                case REFRESHED -> refresh(in, contacts.get(in.getLong()));
                case REMOVED -> contacts.remove(in.getLong());
                default -> {
                    return kind == SNAPSHOT;
                }
            }
            return true;
        } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException e) {
            return false;
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static void refresh(ByteBuffer in, @Nullable Contact contact) {
        if (contact != null) {
            contact.cseq = in.getInt();
            contact.q = in.getShort();
            contact.expires = in.getLong();
            contact.seen = in.getLong();
        }
    }

    private static Contact contact(ByteBuffer in, ContactTexts texts) throws UnknownHostException {
        long id = in.getLong();
        DeviceNumber device = new DeviceNumber(text(in));
        Transport transport = TRANSPORTS[in.get()];
        InetSocketAddress source = address(in);
        Contact contact = new Contact(id, device, source, texts.shared(address(in)));
        contact.transport = transport;
        // The connection did not outlive the process it belonged to.
        contact.connection = transport.isConnection() ? -1 : 0;
        contact.cseq = in.getInt();
        contact.q = in.getShort();
        contact.expires = in.getLong();
        contact.since = in.getLong();
        contact.seen = in.getLong();
        contact.userAgent = texts.shared(text(in));
        int uri = in.getShort();
        int callId = in.getShort();
        int instance = in.getShort();
        byte[] all = new byte[in.getShort()];
        if (uri > callId || callId > instance || instance > all.length || uri < 0) {
            throw new IllegalArgumentException("texts in disorder");
        }
        in.get(all);
        contact.texts(all, uri, callId, instance);
        return contact;
    }

    private static String text(ByteBuffer in) {
        byte[] latin = new byte[in.get() & 0xff];
        in.get(latin);
        return new String(latin, StandardCharsets.ISO_8859_1);
    }

    private static InetSocketAddress address(ByteBuffer in) throws UnknownHostException {
        byte[] raw = new byte[in.get() & 0xff];
        in.get(raw);
        return new InetSocketAddress(InetAddress.getByAddress(raw), in.getShort() & 0xffff);
    }
}
