package org.hotdesk.freepbx;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumSet;
import java.util.Set;
import org.hotdesk.model.Device;
import org.hotdesk.model.Technology;
import org.hotdesk.pin.PinRules;

/** An import as JSON, for the admin API and the command. */
public final class ImportReport {
    private static final Set<Technology> NEED_SECRET = EnumSet.of(Technology.SIP, Technology.PJSIP, Technology.IAX2);

    private ImportReport() {}

    /**
     * The report of a plan.
     *
     * @param all whether the values that are kept as they are, or added, are told one by one too
     */
    public static ObjectNode of(ImportPlan plan, boolean all, boolean stored) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("stored", stored)
                .put("devices", plan.delivery().devices().size())
                .put("users", plan.delivery().users().size())
                .put("sessions", plan.delivery().seats().size())
                .put("pins_hashed", plan.delivery().pins().size())
                .put("secrets_sealed", plan.delivery().sipSecrets().size());
        ObjectNode counts = json.putObject("values");
        for (Fate fate : Fate.values()) {
            counts.put(fate.literal(), plan.lines(EnumSet.of(fate)).size());
        }
        json.putArray("without_pin");
        json.putArray("weak_pins");
        json.putArray("without_secret");
        json.putArray("obstacles");
        plan.withoutPin().forEach(user -> json.withArray("without_pin").add(user.digits()));
        plan.delivery().pins().entrySet().stream()
                .filter(pin -> PinRules.standard()
                        .weakness(pin.getKey(), pin.getValue())
                        .isPresent())
                .map(pin -> pin.getKey().digits())
                .sorted()
                .forEach(json.withArray("weak_pins")::add);
        plan.delivery().devices().stream()
                .filter(device -> NEED_SECRET.contains(device.technology()))
                .map(Device::number)
                .filter(number -> !plan.delivery().sipSecrets().containsKey(number))
                .forEach(number -> json.withArray("without_secret").add(number.digits()));
        plan.obstacles().forEach(json.withArray("obstacles")::add);
        var lines = json.putArray("report");
        Set<Fate> told = all ? EnumSet.allOf(Fate.class) : EnumSet.complementOf(EnumSet.of(Fate.KEPT, Fate.ADDED));
        plan.lines(told).forEach(line -> lines.addObject()
                .put("fate", line.fate().literal())
                .put("object", line.thing())
                .put("field", line.field())
                .put("what", line.what())
                .put("why", line.why()));
        return json;
    }
}
