package org.hotdesk.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.hotdesk.store.Store;

/** What can be counted of the daemon, worked out when it is asked for. Thread-safe. */
public final class Metrics {
    /** What {@link #text} is, for HTTP. */
    public static final String CONTENT_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final PrometheusTextFormatWriter writer =
            PrometheusTextFormatWriter.builder().build();
    private final Supplier<ArrayNode> asterisks;

    /** @param asterisks the status of each, with {@code name}, {@code up}, {@code backlog} and {@code drift_found} */
    public Metrics(Store store, Supplier<ArrayNode> asterisks) {
        this.asterisks = asterisks;
        gauge("hotdesk_sessions_open", "Users sitting at devices now.", () -> store.floor()
                .sessions()
                .size());
        gauge("hotdesk_devices", "Devices there are.", () -> store.floor().deviceCount());
        gauge("hotdesk_users", "Users there are.", () -> store.floor().userCount());
        gauge("hotdesk_pin_hashes_waiting", "PINs that wait to be hashed.", () -> store.pins()
                .waiting());
        CounterWithCallback.builder()
                .name("hotdesk_pins_compared_total")
                .help("PINs compared with a hash since the start.")
                .callback(found -> found.call((double) store.pins().compared()))
                .register(registry);
        CounterWithCallback.builder()
                .name("hotdesk_logins_total")
                .help("Sessions begun by this companion since its start.")
                .labelNames("how")
                .callback(found -> store.tally().begun().forEach((how, count) -> found.call(count, how)))
                .register(registry);
        CounterWithCallback.builder()
                .name("hotdesk_logoffs_total")
                .help("Sessions ended by this companion since its start.")
                .labelNames("why")
                .callback(found -> store.tally().ended().forEach((why, count) -> found.call(count, why)))
                .register(registry);
        CounterWithCallback.builder()
                .name("hotdesk_refusals_total")
                .help("Logins refused by this companion since its start.")
                .labelNames("why")
                .callback(found -> store.ledger().refused().forEach((why, count) -> found.call(count, why)))
                .register(registry);
        mirror(
                "hotdesk_asterisk_up",
                "Whether the links to this Asterisk are up.",
                each -> each.path("up").asBoolean() ? 1 : 0);
        mirror("hotdesk_mirror_backlog", "Changes that this Asterisk does not have yet.", each -> each.path("backlog")
                .asDouble());
        mirror("hotdesk_mirror_drift_found", "Rows of astdb that were found wrong since the start.", each -> each.path(
                        "drift_found")
                .asDouble());
    }

    /** All figures as they are now, in Prometheus' text format. */
    public byte[] text() {
        var out = new ByteArrayOutputStream();
        try {
            writer.write(out, registry.scrape());
        } catch (IOException impossible) {
            throw new IllegalStateException("memory was written", impossible);
        }
        return out.toByteArray();
    }

    private void gauge(String name, String help, Supplier<Integer> value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(found -> found.call(value.get()))
                .register(registry);
    }

    private void mirror(String name, String help, ToDoubleFunction<JsonNode> value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames("asterisk")
                .callback(found -> asterisks
                        .get()
                        .forEach(each -> found.call(
                                value.applyAsDouble(each), each.path("name").asText())))
                .register(registry);
    }
}
