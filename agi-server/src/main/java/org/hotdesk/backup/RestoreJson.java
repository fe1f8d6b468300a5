package org.hotdesk.backup;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hotdesk.store.RestoreReport;

/** What a restore did, as the admin API and the command say it. */
public final class RestoreJson {
    private RestoreJson() {}

    /** The report as JSON. */
    public static ObjectNode of(RestoreReport report) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("restored", !report.dryRun())
                .put("written", report.written().toString());
        ObjectNode parts = json.putObject("parts");
        report.parts().forEach((name, difference) -> parts.putObject(name)
                .put("added", difference.added())
                .put("changed", difference.changed())
                .put("removed", difference.removed()));
        json.putArray("warnings");
        report.warnings().forEach(json.withArray("warnings")::add);
        return json;
    }
}
