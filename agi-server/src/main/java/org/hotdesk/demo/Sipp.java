package org.hotdesk.demo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Command lines of sipp 3.8. */
final class Sipp {

    private Sipp() {}

    /** The part that all have: it reads its scenario and writes all messages into the folder's file {@code messages}. */
    static List<String> command(Path folder, Path scenario, int port, int mediaPort) {
        return new ArrayList<>(List.of(
                "sipp",
                "-sf",
                scenario.toString(),
                "-i",
                Trunk.ADDRESS,
                "-p",
                Integer.toString(port),
                "-mi",
                Trunk.ADDRESS,
                "-mp",
                Integer.toString(mediaPort),
                "-nostdin",
                "-trace_msg",
                "-message_file",
                folder.resolve("messages").toString(),
                "-trace_err",
                "-error_file",
                folder.resolve("errors").toString()));
    }
}
