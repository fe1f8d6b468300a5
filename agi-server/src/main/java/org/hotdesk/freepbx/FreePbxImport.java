package org.hotdesk.freepbx;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.hotdesk.model.Floor;
import org.hotdesk.store.Intake;
import org.hotdesk.store.PutOutcome;

/** Reads the dumps' files, works the import out, and carries it out. */
public final class FreePbxImport {
    private FreePbxImport() {}

    /**
     * What is imported, and how.
     *
     * @param astdb a file with what {@code database show} printed
     * @param mysql a file that mysqldump wrote
     * @param overwrite whether what is here already may be replaced
     * @param dryRun whether nothing is to be stored
     * @param all whether the report tells the values that stay as they are too
     */
    public record Request(Optional<Path> astdb, Optional<Path> mysql, boolean overwrite, boolean dryRun, boolean all) {}

    /** Takes what the plan delivers. */
    @FunctionalInterface
    public interface Taking {
        PutOutcome take(Intake.Delivery delivery, LongConsumer hashed);
    }

    /**
     * Works all of it out and then stores it whole, or nothing of it.
     *
     * @param here the floor it comes to
     * @return the report, with {@code stored}, and {@code seq} when it was
     * @throws DumpException when a file is no dump or not whole
     * @throws IOException when a file cannot be read
     */
    public static ObjectNode run(Request request, Floor here, Taking taking) throws IOException {
        ImportPlan plan = plan(request, here);
        if (request.dryRun() || !plan.obstacles().isEmpty()) {
            return ImportReport.of(plan, request.all(), false);
        }
        return taking.take(plan.delivery(), hashed -> {})
                .fold(stored -> ImportReport.of(plan, request.all(), true).put("seq", stored.seq()), rejected -> {
                    ObjectNode report = ImportReport.of(plan, request.all(), false);
                    rejected.reasons().forEach(report.withArray("obstacles")::add);
                    return report;
                });
    }

    /** Old FreePBX databases were Latin-1, and some dumps still are. */
    private static ImportPlan plan(Request request, Floor here) throws IOException {
        try {
            return plan(request, here, StandardCharsets.UTF_8);
        } catch (CharacterCodingException notUtf8) {
            ImportPlan plan = plan(request, here, StandardCharsets.ISO_8859_1);
            List<ImportLine> lines = new ArrayList<>();
            lines.add(new ImportLine(Fate.CHANGED, "dumps", "encoding", "Latin-1 -> UTF-8", "they are no UTF-8"));
            lines.addAll(plan.lines());
            return new ImportPlan(plan.delivery(), lines, plan.withoutPin(), plan.obstacles());
        }
    }

    private static ImportPlan plan(Request request, Floor here, Charset charset) throws IOException {
        try (Reader astdb = reader(request.astdb(), charset);
                Reader mysql = reader(request.mysql(), charset)) {
            return ImportPlan.of(
                    request.astdb().map(file -> astdb), request.mysql().map(file -> mysql), here, request.overwrite());
        }
    }

    private static Reader reader(Optional<Path> file, Charset charset) throws IOException {
        return file.isPresent()
                ? new BufferedReader(Files.newBufferedReader(file.get(), charset), 65_536)
                : Reader.nullReader();
    }
}
