package org.hotdesk.sip.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/** What all figures start from: the accounts, the store that has them, a folder for what the servers write. */
record Bench(Path folder, Accounts accounts, int size) {
    /** Fills the store when it is not there yet. */
    static Bench open(Path folder, int size) throws IOException {
        Bench bench = new Bench(folder, new Accounts(size), size);
        BenchStore.fill(bench.store(), size);
        return bench;
    }

    private Path store() {
        return folder.resolve("store-" + size);
    }

    /** Our edge with nobody registered. */
    Edge freshEdge(String name, InetSocketAddress asterisk, boolean limits) throws IOException {
        Path own = folder.resolve(name);
        Files.deleteIfExists(own.resolve("contacts"));
        return edge(name, asterisk, limits);
    }

    /** Our edge with what its journal has. */
    Edge edge(String name, InetSocketAddress asterisk, boolean limits) throws IOException {
        return Edge.start(new Edge.Setup(folder.resolve(name), store(), asterisk, limits));
    }

    /** Kamailio with nobody registered. */
    Kamailio kamailio() throws IOException {
        return Kamailio.start(folder.resolve("kamailio"), size);
    }

    Registrations phones(MeasuredServer server, int contacts) throws IOException {
        return new Registrations(server.address(), accounts, contacts);
    }
}
