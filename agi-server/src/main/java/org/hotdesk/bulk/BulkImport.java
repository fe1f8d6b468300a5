package org.hotdesk.bulk;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hotdesk.pin.PinRules;
import org.hotdesk.store.Bulk;
import org.hotdesk.store.PutOutcome;

/** Reads files, judges them as a whole, and has them stored: all of it, or nothing. */
public final class BulkImport {
    /** Most bytes that are taken, over all files. */
    public static final long BYTES_MAX = 33_554_432;

    /** Most rows that are taken, over all files. */
    public static final int ROWS_MAX = 200_000;

    private BulkImport() {}

    /** How files are written. */
    public enum Format {
        CSV,
        JSON
    }

    /** What is imported, and whether nothing is to be stored. */
    public record Request(Format format, List<Source> sources, boolean dryRun) {
        public Request {
            sources = List.copyOf(sources);
        }
    }

    /**
     * Works all of it out, hashes the PINs, and then stores it whole, judged again on what is in the store by then.
     *
     * @return the report: {@code stored}, {@code problems} with their {@code problem_count}, for each kind how many are
     *     {@code new}, {@code changed} and {@code unchanged}; {@code seq} when it was stored
     */
    public static ObjectNode run(Request request, Bulk bulk, PinRules pins, Progress progress) {
        var problems = new Problems();
        List<Row> rows = rows(request, problems);
        progress.at("rows", 0, rows.size());
        BulkPlan plan = BulkPlan.of(rows, bulk.present(), pins, problems);
        progress.at("rows", rows.size(), rows.size());
        if (!problems.isEmpty() || request.dryRun()) {
            return report(plan, problems, request.dryRun());
        }
        Bulk.Keys keys = plan.keys();
        var judge = new Judge(rows, pins, problems, plan);
        PutOutcome outcome = bulk.take(
                keys, hashed -> progress.at("PINs", hashed, keys.pins().size()), judge::judged);
        ObjectNode report = report(judge.plan, problems, false);
        return outcome.fold(stored -> report.put("stored", true).put("seq", stored.seq()), rejected -> report);
    }

    /** Judges the rows again, on what is in the store when they are written. */
    private static final class Judge {
        private final List<Row> rows;
        private final PinRules pins;
        private final Problems problems;
        private BulkPlan plan;

        Judge(List<Row> rows, PinRules pins, Problems problems, BulkPlan plan) {
            this.rows = rows;
            this.pins = pins;
            this.problems = problems;
            this.plan = plan;
        }

        Bulk.Judgement judged(Bulk.Present present) {
            plan = BulkPlan.of(rows, present, pins, problems);
            return new Bulk.Judgement(
                    plan.delivery(),
                    problems.kept().stream().map(Problem::toString).toList());
        }
    }

    static List<Row> rows(Request request, Problems problems) {
        List<Row> rows = new ArrayList<>();
        for (Source source : request.sources()) {
            rows.addAll(
                    request.format() == Format.CSV
                            ? CsvSheet.read(source, problems)
                            : JsonSheet.read(source, problems));
        }
        if (rows.size() > ROWS_MAX) {
            Row first = rows.get(ROWS_MAX);
            problems.add(first.problem("", "more than " + ROWS_MAX + " rows; import them in parts"));
            return List.of();
        }
        return rows;
    }

    private static ObjectNode report(BulkPlan plan, Problems problems, boolean dryRun) {
        ObjectNode report = JsonNodeFactory.instance.objectNode();
        report.put("stored", false).put("dry_run", dryRun).put("problem_count", problems.count());
        var told = report.putArray("problems");
        problems.kept().forEach(problem -> told.add(problem.toString()));
        ObjectNode counts = report.putObject("counts");
        for (Map.Entry<Kind, BulkPlan.Count> each : plan.counts().entrySet()) {
            BulkPlan.Count count = each.getValue();
            counts.putObject(each.getKey().word())
                    .put("new", count.fresh())
                    .put("changed", count.changed())
                    .put("unchanged", count.unchanged());
        }
        Bulk.Keys keys = plan.keys();
        report.put("pins", keys.pins().size());
        return report.put(
                "secrets", keys.sipSecrets().size() + keys.mailboxPasswords().size());
    }
}
