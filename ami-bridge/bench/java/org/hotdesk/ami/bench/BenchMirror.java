package org.hotdesk.ami.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.hotdesk.ami.link.AmiEvent.LinkChanged;
import org.hotdesk.ami.link.AmiLink;
import org.hotdesk.ami.link.AstDbLink;
import org.hotdesk.ami.link.LinkName;
import org.hotdesk.ami.link.LinkState;
import org.hotdesk.ami.mirror.AstDbMirror;
import org.hotdesk.ami.mirror.Downstream;
import org.hotdesk.ami.mirror.MirrorPace;
import org.hotdesk.ami.mirror.MirrorState;
import org.hotdesk.ami.mirror.Tenure;
import org.hotdesk.store.Store;
import org.hotdesk.store.StoreConfig;

/** A mirror from a store to a lent Asterisk, nothing else. */
final class BenchMirror implements AutoCloseable {
    private final AmiLink link;
    private final AstDbMirror mirror;

    BenchMirror(LentAsterisk asterisk, Store store) {
        this(asterisk, store, astDb -> astDb);
    }

    /** @param around is given the link, and gives the one to use */
    BenchMirror(LentAsterisk asterisk, Store store, UnaryOperator<AstDbLink> around) {
        link = new AmiLink(asterisk.ami(), Clock.systemUTC());
        var downstream = new Downstream(around.apply(link.astDb()), link.actions(), (users, devices) -> {});
        mirror = new AstDbMirror(
                new Tenure(store, "bench", "bench"), store, downstream, MirrorPace.standard(), Clock.systemUTC());
        link.events().subscribe(LinkChanged.class, change -> {
            if (change.link() == LinkName.WRITER && change.state() == LinkState.UP) {
                mirror.linkUp();
            }
        });
        mirror.start();
        link.start();
    }

    /** A store in a folder of its own. */
    static StoreConfig config(Path folder) {
        return new StoreConfig(
                "jdbc:h2:file:" + folder.resolve("store"),
                folder.resolve("pepper"),
                folder.resolve("key"),
                "hotdesk",
                false);
    }

    AstDbMirror mirror() {
        return mirror;
    }

    void awaitState(MirrorState state) {
        while (mirror.status().state() != state) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    static void delete(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    @Override
    public void close() {
        mirror.close();
        link.close();
    }
}
