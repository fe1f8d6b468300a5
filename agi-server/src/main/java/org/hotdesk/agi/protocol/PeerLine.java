package org.hotdesk.agi.protocol;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.function.Consumer;
import org.asteriskjava.util.SocketConnectionFacade;
import org.hotdesk.agi.protocol.AgiException.Why;
import org.hotdesk.agi.protocol.ReplyCheck.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * One connection from Asterisk, as asterisk-java's channel wants to see it: lines in, one command out. It reads the
 * header without blocking, hands on only the lines we use, and then checks each reply. Many threads but one at a time;
 * only {@link #close()} and {@link #isOverdue} may come from any.
 */
final class PeerLine implements SocketConnectionFacade {
    private static final int FIRST_BYTES = 1_024;
    private static final int REPLY_BYTES_MAX = HeaderScan.LINE_BYTES_MAX;
    private static final long NEVER = 0;
    private static final InetSocketAddress NOWHERE = new InetSocketAddress(0);
    private static final byte[][] USED_HEADERS = {
        "agi_network_script: ".getBytes(StandardCharsets.US_ASCII),
        "agi_channel: ".getBytes(StandardCharsets.US_ASCII),
        "agi_uniqueid: ".getBytes(StandardCharsets.US_ASCII),
    };

    private final SocketChannel channel;
    private final InetSocketAddress peer;
    private final long readTimeoutNanos;
    private final Consumer<PeerLine> onClose;
    private final HeaderScan header = new HeaderScan();
    private final ReplyCheck replies = new ReplyCheck();
    private final ArrayDeque<String> headerLines = new ArrayDeque<>(USED_HEADERS.length + 1);
    private byte[] in = new byte[FIRST_BYTES];
    private int start;
    private int end;
    private boolean usageIsOver;
    private byte[] out = {};
    private volatile long deadline;

    /**
     * Takes a fresh connection.
     *
     * @param headerDeadline the {@link System#nanoTime()} by which the header must have arrived
     */
    PeerLine(
            SocketChannel channel,
            InetSocketAddress peer,
            long headerDeadline,
            long readTimeoutNanos,
            Consumer<PeerLine> onClose) {
        this.channel = channel;
        this.peer = peer;
        this.deadline = neverNever(headerDeadline);
        this.readTimeoutNanos = readTimeoutNanos;
        this.onClose = onClose;
    }

    SocketChannel channel() {
        return channel;
    }

    /** The address it came from, for the log. */
    String source() {
        return peer.getAddress().getHostAddress();
    }

    /**
     * Reads what is there of the header; the channel must not block.
     *
     * @throws IOException when the connection broke or ended before the header did
     */
    HeaderScan.Progress readHeader() throws IOException {
        while (true) {
            int read = channel.read(ByteBuffer.wrap(in, end, in.length - end));
            if (read < 0) {
                throw new IOException("closed inside the header");
            }
            end += read;
            HeaderScan.Progress progress = header.scan(in, end);
            if (progress == HeaderScan.Progress.COMPLETE) {
                keepUsedHeaders();
                start = header.end();
                deadline = NEVER;
            }
            if (progress != HeaderScan.Progress.MORE || end < in.length) {
                return progress;
            }
            in = Arrays.copyOf(in, in.length * 2);
        }
    }

    private void keepUsedHeaders() {
        int at = 0;
        while (in[at] != '\n') {
            int lineEnd = endOfLine(at, header.end());
            for (byte[] name : USED_HEADERS) {
                if (lineEnd - at >= name.length
                        && Arrays.equals(in, at, at + name.length, name, 0, name.length)
                        && headerLines.size() < USED_HEADERS.length) {
                    headerLines.add(new String(in, at, lineEnd - at, StandardCharsets.UTF_8));
                }
            }
            at = lineEnd + 1;
        }
        headerLines.add("");
    }

    private int endOfLine(int from, int to) {
        int at = from;
        while (at < to && in[at] != '\n') {
            at++;
        }
        return at;
    }

    /**
     * The next line of the header, and after it the next line of a reply; blocks. Null when a reply has no more lines.
     *
     * @throws AgiException when the line is no reply
     */
    @Override
    public @Nullable String readLine() throws IOException {
        String headerLine = headerLines.poll();
        if (headerLine != null) {
            return headerLine;
        }
        if (usageIsOver) {
            usageIsOver = false;
            return null;
        }
        while (true) {
            String line = nextLine();
            if (replies.judge(line) == Verdict.PASS_ON) {
                deadline = NEVER;
                // The library reads on after any 520 until the next; the short form of it is one line alone.
                usageIsOver = replies.isUsageLineAlone();
                return line;
            }
        }
    }

    private String nextLine() throws IOException {
        int scanned = start;
        while (true) {
            int lineEnd = endOfLine(scanned, end);
            if (lineEnd < end) {
                String line = new String(in, start, lineEnd - start, StandardCharsets.UTF_8);
                start = lineEnd + 1;
                return line;
            }
            scanned = end - makeRoom();
            int read = channel.read(ByteBuffer.wrap(in, end, in.length - end));
            if (read < 0) {
                throw new IOException("closed by the peer");
            }
            end += read;
        }
    }

    /** Moves what is unread to the front when the buffer is used up; the number of bytes it moved by. */
    private int makeRoom() {
        if (end < in.length) {
            return 0;
        }
        int by = start;
        if (by == 0 && in.length >= REPLY_BYTES_MAX) {
            throw new AgiException(Why.OUT_OF_STEP, "a reply of more than " + REPLY_BYTES_MAX + " bytes");
        }
        byte[] roomier = by == 0 ? new byte[in.length * 2] : in;
        System.arraycopy(in, start, roomier, 0, end - start);
        in = roomier;
        end -= by;
        start = 0;
        return by;
    }

    /**
     * Takes one command; {@link #flush()} sends it.
     *
     * @param command ends with its line end, and has no other control character
     */
    @Override
    public void write(String command) {
        int last = command.length() - 1;
        if (last < 0 || command.charAt(last) != '\n') {
            throw new AgiException(Why.NOT_SENDABLE, "an AGI command without its end");
        }
        out = AgiText.line(command.substring(0, last));
    }

    /** Sends the command in one piece: Asterisk spins while it waits for the rest of a line. */
    @Override
    public void flush() throws IOException {
        skipUnasked();
        deadline = neverNever(System.nanoTime() + readTimeoutNanos);
        ByteBuffer bytes = ByteBuffer.wrap(out);
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        out = new byte[0];
    }

    private void skipUnasked() {
        int lineEnd = endOfLine(start, end);
        while (lineEnd < end) {
            replies.judgeUnasked(new String(in, start, lineEnd - start, StandardCharsets.UTF_8));
            start = lineEnd + 1;
            lineEnd = endOfLine(start, end);
        }
        if (start == end) {
            start = 0;
            end = 0;
        }
    }

    private static long neverNever(long nanoTime) {
        return nanoTime == NEVER ? 1 : nanoTime;
    }

    /** Whether what we wait for should have come by then. */
    boolean isOverdue(long nanoTime) {
        long due = deadline;
        return due != NEVER && nanoTime - due > 0;
    }

    @Override
    public void close() throws IOException {
        onClose.accept(this);
        channel.close();
    }

    @Override
    public boolean isConnected() {
        return channel.isOpen();
    }

    @Override
    public InetAddress getLocalAddress() {
        return local().getAddress();
    }

    @Override
    public int getLocalPort() {
        return local().getPort();
    }

    private InetSocketAddress local() {
        try {
            return channel.getLocalAddress() instanceof InetSocketAddress address ? address : NOWHERE;
        } catch (IOException closed) {
            return NOWHERE;
        }
    }

    @Override
    public InetAddress getRemoteAddress() {
        return peer.getAddress();
    }

    @Override
    public int getRemotePort() {
        return peer.getPort();
    }
}
