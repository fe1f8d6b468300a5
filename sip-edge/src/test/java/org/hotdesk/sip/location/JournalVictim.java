package org.hotdesk.sip.location;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.sip.location.Desk.Ask;

/** A process that registers devices until it is killed, and says how many of them are on the disk. */
final class JournalVictim {
    private JournalVictim() {}

    /** Takes the path of the journal. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Desk desk = new Desk(LocationPolicy.USUAL);
        Journal journal = Journal.open(Path.of(args[0]));
        journal.restore(desk.table, Desk.NOW, (done, total) -> {});
        OutputStream out = new FileOutputStream(FileDescriptor.out);
        int registered = 0;
        int lastRound = 0;
        while (true) {
            long before = journal.status().bytes();
            int safe = lastRound;
            lastRound = registered;
            for (int i = 0; i < 100; i++) {
                DeviceNumber device = new DeviceNumber(Integer.toString(20_000 + registered++));
                desk.ask(Ask.contact("sip:a@10.0.0.1"), device, Desk.NOW);
            }
            // The file grows by whole, forced batches. What came before the last round was in this one or one before.
            while (journal.status().bytes() == before) {
                Thread.sleep(1);
            }
            out.write((safe + "\n").getBytes(StandardCharsets.US_ASCII));
        }
    }
}
