package org.hotdesk.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hotdesk.store.BackupException;
import org.hotdesk.store.StoreConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code backup}: by the daemon while it runs, on the store itself while it does not. */
@Command(
        name = "backup",
        description = "Writes the whole store into a file, while it is at work; the file has mode 0600."
                + " The pepper and the key are not in it.")
final class BackupCommand extends Verb implements Callable<Integer> {
    private static final Duration LONG = Duration.ofHours(1);
    private static final int PIECE = 65_536;

    @Parameters(paramLabel = "FILE")
    private Path file = Path.of("");

    @Mixin
    private JsonOption json = new JsonOption();

    BackupCommand(CliContext context) {
        super(context);
    }

    @Override
    public Integer call() {
        var stopped = new StoppedDaemon(context());
        if (!Files.isDirectory(folder())) {
            throw new CliException(ExitCode.FAILED, "there is no folder " + folder());
        }
        if (file.equals(Path.of("-"))) {
            throw new CliException(ExitCode.USAGE, "a backup is written whole or not at all, so into a file; name one");
        }
        if (Files.isDirectory(file)) {
            throw new CliException(ExitCode.FAILED, "cannot write " + file + ": it is a folder; name a file in it");
        }
        if (stopped.isStopped()) {
            stopped.requireStore();
            stopped.withStore(store -> {
                try {
                    return store.backups().write(file);
                } catch (BackupException failed) {
                    throw new CliException(ExitCode.FAILED, String.valueOf(failed.getMessage()), failed);
                }
            });
        } else {
            daemon().download("/v1/backup", LONG, this::keep);
        }
        ObjectNode report =
                Json.MAPPER.createObjectNode().put("file", file.toString()).put("bytes", size());
        StoreConfig store = context().config().store();
        report.putArray("not_in_it")
                .add(store.pepperFile().toString())
                .add(store.keyFile().toString());
        printer().print(json.wanted(), report, this::words);
        return ExitCode.OK.number();
    }

    private void words(ObjectNode report) {
        printer().line(file + " written, " + report.path("bytes") + " bytes");
        printer()
                .line("not in it, and needed to use it: " + Printer.text(report.path("not_in_it"))
                        + "; keep a copy of these elsewhere");
    }

    private long size() {
        try {
            return Files.size(file);
        } catch (IOException gone) {
            throw new CliException(ExitCode.FAILED, "cannot read " + file, gone);
        }
    }

    private Path folder() {
        return Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file);
    }

    /** Whole and on disk, or not at all: an older file of that name stays until then. */
    private void keep(InputStream body, long size) throws IOException {
        Path fresh = Files.createTempFile(
                folder(),
                ".hotdesk-backup",
                "",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            long kept = copied(body, size, fresh);
            if (kept != size) {
                throw new IOException("the daemon broke off after " + kept + " of " + size + " bytes");
            }
            try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private long copied(InputStream body, long size, Path to) throws IOException {
        byte[] piece = new byte[PIECE];
        long kept = 0;
        boolean watched = context().surroundings().terminal().isPresent();
        try (OutputStream out = Files.newOutputStream(to);
                var bar = new ProgressBar(context().surroundings().err(), "bytes")) {
            for (int read = body.read(piece); read >= 0; read = body.read(piece)) {
                out.write(piece, 0, read);
                kept += read;
                if (watched) {
                    bar.show(kept, size);
                }
            }
        }
        return kept;
    }
}
