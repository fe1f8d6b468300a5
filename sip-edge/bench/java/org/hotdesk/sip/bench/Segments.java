package org.hotdesk.sip.bench;

import java.io.FileDescriptor;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.channels.DatagramChannel;

/**
 * Has Linux cut what is written into datagrams of one size (UDP_SEGMENT), since one write for each would make the load
 * program slower than the server it shall flood. Java has no name for that option: needs {@code --add-opens
 * java.base/sun.nio.ch=ALL-UNNAMED}.
 */
final class Segments {
    /** linux/udp.h. */
    private static final int SOL_UDP = 17;

    private static final int UDP_SEGMENT = 103;

    private Segments() {}

    static void of(int size, DatagramChannel channel) throws IOException {
        try {
            Field socket = channel.getClass().getDeclaredField("fd");
            socket.setAccessible(true);
            Method set = Class.forName("sun.nio.ch.Net")
                    .getDeclaredMethod(
                            "setIntOption0",
                            FileDescriptor.class,
                            boolean.class,
                            int.class,
                            int.class,
                            int.class,
                            boolean.class);
            set.setAccessible(true);
            set.invoke(null, socket.get(channel), false, SOL_UDP, UDP_SEGMENT, size, false);
        } catch (ReflectiveOperationException e) {
            throw new IOException("this Java or this system cannot segment datagrams", e);
        }
    }
}
