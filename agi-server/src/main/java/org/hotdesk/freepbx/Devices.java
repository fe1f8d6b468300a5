package org.hotdesk.freepbx;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hotdesk.model.Device;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.DisplayName;
import org.hotdesk.model.Floor;
import org.hotdesk.model.Token;
import org.hotdesk.store.Secrets;

/** Gives the devices from astdb what only MySQL knows of them: description, context, secret. One owner thread. */
final class Devices {
    private final Map<String, Map<String, String>> settings;
    private final Floor here;
    private final List<ImportLine> lines;
    private final Map<DeviceNumber, char[]> secrets = new LinkedHashMap<>();

    /** @param here whose devices' places behind the edge are kept */
    Devices(Map<String, Map<String, String>> settings, Floor here, List<ImportLine> lines) {
        this.settings = settings;
        this.here = here;
        this.lines = lines;
    }

    Map<DeviceNumber, char[]> secrets() {
        return secrets;
    }

    List<Device> completed(List<Device> devices) {
        List<Device> completed = new ArrayList<>();
        devices.forEach(device -> completed.add(completed(device)));
        return completed;
    }

    private Device completed(Device device) {
        Map<String, String> said = settings.getOrDefault(device.number().digits(), Map.of());
        secret(device.number(), said);
        Optional<Device> before = here.device(device.number());
        return new Device(
                device.number(),
                device.technology(),
                device.dial(),
                device.kind(),
                device.defaultUser(),
                device.emergencyCallerId(),
                device.emergencyLocation().or(() -> before.flatMap(Device::emergencyLocation)),
                context(device, said),
                description(device, said),
                before.flatMap(Device::signalling),
                before.filter(Device::behindEdge).isPresent());
    }

    private void secret(DeviceNumber device, Map<String, String> said) {
        String secret = said.getOrDefault("secret", "");
        if (Secrets.isSipSecret(secret)) {
            secrets.put(device, secret.toCharArray());
            line(Fate.KEPT, device, "secret", "(hidden)", "sealed in the database");
        } else if (!secret.isBlank()) {
            line(
                    Fate.DROPPED,
                    device,
                    "secret",
                    "(hidden)",
                    "has signs that no configuration file carries safely; the phone needs a new one: hotdesk device set "
                            + device + " --secret");
        }
    }

    private Token context(Device device, Map<String, String> said) {
        Optional<String> text = Optional.ofNullable(said.get("context"));
        Optional<Token> context = text.flatMap(Token::parse);
        text.ifPresent(name -> line(
                context.isPresent() ? Fate.KEPT : Fate.DROPPED,
                device.number(),
                "context",
                Shown.value("context", name),
                context.isPresent() ? "" : "not a context's name; " + device.context() + " taken"));
        return context.orElse(device.context());
    }

    private DisplayName description(Device device, Map<String, String> said) {
        Optional<String> text = Optional.ofNullable(said.get("description"));
        Optional<DisplayName> name = text.flatMap(DisplayName::mended);
        text.ifPresent(before -> {
            String after =
                    name.map(DisplayName::text).orElse(device.description().text());
            boolean same = before.strip().equals(after);
            line(
                    same ? Fate.KEPT : Fate.CHANGED,
                    device.number(),
                    "description",
                    same ? Shown.value("", before) : Shown.change("", before, after),
                    same ? "" : "names have fewer signs here");
        });
        return name.orElse(device.description());
    }

    private void line(Fate fate, DeviceNumber device, String field, String what, String why) {
        lines.add(new ImportLine(fate, "device " + device, field, what, why));
    }
}
