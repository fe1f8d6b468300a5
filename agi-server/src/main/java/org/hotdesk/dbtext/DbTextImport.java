package org.hotdesk.dbtext;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hotdesk.freepbx.Fate;
import org.hotdesk.freepbx.ImportLine;
import org.hotdesk.store.Accounts;
import org.hotdesk.store.PutOutcome;
import org.hotdesk.store.Store;

/** Reads dbtext files, works the import out, and carries it out. */
public final class DbTextImport {
    /** The files that are read, in this order; those that are not there are passed over. */
    public static final List<String> FILES = List.of("version", "subscriber", "aliases", "location");

    private DbTextImport() {}

    /**
     * What is imported, and how.
     *
     * @param texts the files by their names
     * @param overwrite whether what is here already may be replaced
     * @param dryRun whether nothing is to be stored
     * @param edge whether new devices register at the SIP edge
     */
    public record Request(Map<String, String> texts, boolean overwrite, boolean dryRun, boolean edge) {
        public Request {
            texts = Map.copyOf(texts);
        }

        /** Never with the secrets. */
        @Override
        public String toString() {
            return "Request" + texts.keySet();
        }
    }

    /**
     * Works all of it out and then stores it whole, or nothing of it.
     *
     * @return the report; when all of it is in the store, with the number of the change
     * @throws DbTextException when a file is no dbtext file
     */
    public static ObjectNode run(Request request, Store store) {
        List<Oddity> oddities = new ArrayList<>();
        var plan = new DbTextPlan(store, request.overwrite(), request.edge());
        for (String name : FILES) {
            Optional<DbTextReader.Reading> read =
                    Optional.ofNullable(request.texts().get(name)).map(text -> DbTextReader.read(name, text));
            read.ifPresent(reading -> {
                oddities.addAll(reading.oddities());
                plan.take(name, reading.table());
            });
        }
        Accounts accounts = plan.accounts();
        if (request.dryRun() || !plan.obstacles().isEmpty()) {
            return report(plan, accounts, oddities, false);
        }
        PutOutcome outcome = store.intake().take(accounts);
        return outcome.fold(stored -> report(plan, accounts, oddities, true).put("seq", stored.seq()), rejected -> {
            ObjectNode report = report(plan, accounts, oddities, false);
            rejected.reasons().forEach(report.withArray("obstacles")::add);
            return report;
        });
    }

    private static ObjectNode report(DbTextPlan plan, Accounts accounts, List<Oddity> oddities, boolean stored) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("stored", stored)
                .put("devices", accounts.devices().size())
                .put("secrets_sealed", accounts.sipSecrets().size())
                .put("aliases", accounts.aliases().size());
        ObjectNode counts = json.putObject("values");
        for (Fate fate : Fate.values()) {
            counts.put(
                    fate.literal(),
                    plan.lines().stream().filter(line -> line.fate() == fate).count());
        }
        var warnings = json.putArray("warnings");
        oddities.forEach(oddity -> warnings.add(oddity.toString()));
        var obstacles = json.putArray("obstacles");
        plan.obstacles().forEach(obstacles::add);
        var lines = json.putArray("report");
        for (ImportLine line : plan.lines()) {
            lines.addObject()
                    .put("fate", line.fate().literal())
                    .put("object", line.thing())
                    .put("field", line.field())
                    .put("what", line.what())
                    .put("why", line.why());
        }
        return json;
    }
}
