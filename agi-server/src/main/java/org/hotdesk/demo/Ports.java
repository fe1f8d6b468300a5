package org.hotdesk.demo;

import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Ports of 127.0.0.1 that no other lab gets while this is open: blocks of numbers below those the kernel hands out by
 * itself. A block is held by listening on its first port, so the claim is known to every process of the machine and ends
 * with ours at the latest. Thread-safe.
 */
public final class Ports implements AutoCloseable {

    private static final int FIRST = 10_000;
    private static final int BLOCK_SIZE = 500;
    private static final int BLOCKS = 44;

    private final List<ServerSocket> claims = new ArrayList<>();
    private int next;
    private int end;

    /** Claims nothing yet. */
    public Ports() {}

    /**
     * The first of {@code count} adjoining ports, free for UDP and TCP at this moment; it is an even one, as RTP wants.
     *
     * @param count 1 to 400
     * @throws DemoException when other labs hold every block
     */
    public synchronized int take(int count) {
        if (count < 1 || count > 400) {
            throw new IllegalArgumentException("ports wanted: " + count);
        }
        while (true) {
            int first = next + (next & 1);
            if (first + count > end) {
                claimBlock();
                continue;
            }
            Optional<Integer> busy = lastBusy(first, count);
            next = busy.orElse(first + count - 1) + 1;
            if (busy.isEmpty()) {
                return first;
            }
        }
    }

    /** Gives all ports back; what still listens on them is the caller's affair. */
    @Override
    public synchronized void close() {
        for (ServerSocket claim : claims) {
            try {
                claim.close();
            } catch (IOException e) {
                throw new DemoException("cannot give port " + claim.getLocalPort() + " back", e);
            }
        }
        claims.clear();
        next = 0;
        end = 0;
    }

    private void claimBlock() {
        // Processes started together begin at different blocks, so they rarely meet at a claim.
        int start = (int) (ProcessHandle.current().pid() % BLOCKS);
        for (int i = 0; i < BLOCKS; i++) {
            int first = FIRST + (start + i) % BLOCKS * BLOCK_SIZE;
            Optional<ServerSocket> claim = listen(first);
            if (claim.isPresent()) {
                claims.add(claim.get());
                next = first + 1;
                end = first + BLOCK_SIZE;
                return;
            }
        }
        throw new DemoException("other processes hold all " + BLOCKS + " blocks of ports from " + FIRST + " on");
    }

    private static Optional<ServerSocket> listen(int port) {
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            try {
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
                return Optional.of(socket);
            } catch (BindException e) {
                socket.close();
                return Optional.empty();
            }
        } catch (IOException e) {
            throw new DemoException("cannot try port " + port, e);
        }
    }

    private static Optional<Integer> lastBusy(int first, int count) {
        for (int port = first + count - 1; port >= first; port--) {
            if (isBusy(port)) {
                return Optional.of(port);
            }
        }
        return Optional.empty();
    }

    private static boolean isBusy(int port) {
        Optional<ServerSocket> tcp = listen(port);
        tcp.ifPresent(Ports::closeQuietly);
        if (tcp.isEmpty()) {
            return true;
        }
        try (DatagramSocket udp = new DatagramSocket(null)) {
            udp.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private static void closeQuietly(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new DemoException("cannot close a port that was only tried", e);
        }
    }
}
