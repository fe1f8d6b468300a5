package org.hotdesk.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hotdesk.ami.AsteriskObservation;
import org.hotdesk.ami.link.AmiConfig;
import org.hotdesk.ami.link.AmiException;
import org.hotdesk.ami.link.AmiLogin;
import org.hotdesk.ami.link.AmiPace;
import org.hotdesk.astdb.AstDbImport;
import org.hotdesk.astdb.Imported;
import org.hotdesk.config.HotdeskConfig;
import org.hotdesk.config.SecretFile;
import org.hotdesk.model.AmpUser;
import org.hotdesk.model.Device;
import org.hotdesk.model.Floor;
import org.hotdesk.model.Session;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code observe}: who sits where by the astdb of a system that is not ours. Needs no daemon and writes nothing. */
@Command(
        name = "observe",
        description = "Says who sits where by Asterisk's own astdb, such as that of FreePBX; writes nothing anywhere.")
final class ObserveCommand implements Callable<Integer> {
    private static final Duration CONNECT_MOST = Duration.ofSeconds(10);

    private final CliContext context;

    @Option(names = "--server", paramLabel = "NAME", description = "Only the Asterisk of this name.")
    private @Nullable String server;

    @Mixin
    private JsonOption json = new JsonOption();

    ObserveCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        ObjectNode all = Json.MAPPER.createObjectNode();
        ArrayNode asterisks = all.putArray("asterisks");
        context.config().asterisks().stream()
                .filter(each -> server == null || server.equals(each.name()))
                .forEach(each -> asterisks.add(observed(each)));
        if (asterisks.isEmpty()) {
            throw new CliException(ExitCode.FAILED, "there is no Asterisk called " + server);
        }
        new Printer(context.out()).print(json.wanted(), all, this::words);
        return ExitCode.OK.number();
    }

    private ObjectNode observed(HotdeskConfig.Asterisk asterisk) {
        Clock clock = context.surroundings().clock();
        var login = new AmiLogin(asterisk.amiUser(), new SecretFile(asterisk.amiSecretFile()).read());
        var ami = new AmiConfig(asterisk.amiHost(), asterisk.amiPort(), login, AmiPace.standard());
        Imported imported;
        try {
            imported = AstDbImport.of(AsteriskObservation.rows(ami, CONNECT_MOST, clock));
        } catch (AmiException failed) {
            throw new CliException(ExitCode.FAILED, asterisk.name() + ": " + failed.getMessage(), failed);
        }
        return written(asterisk.name(), imported, imported.floor(clock.instant()));
    }

    private static ObjectNode written(String name, Imported imported, Floor floor) {
        ObjectNode json = Json.MAPPER
                .createObjectNode()
                .put("name", name)
                .put("users", floor.userCount())
                .put("foreign_rows", imported.foreign());
        ArrayNode devices = json.putArray("devices");
        floor.devices().stream().sorted(Comparator.comparing(Device::number)).forEach(device -> {
            Optional<AmpUser> user =
                    floor.sessionAt(device.number()).map(Session::user).flatMap(floor::user);
            devices.addObject()
                    .put("device", device.number().digits())
                    .put("type", device.kind().literal())
                    .put("description", device.description().text())
                    .put("user", user.map(each -> each.number().digits()).orElse(null))
                    .put("name", user.map(each -> each.cidname().text()).orElse(null));
        });
        ArrayNode notes = json.putArray("notes");
        imported.notes()
                .forEach(note -> notes.addObject().put("row", note.row()).put("what", note.what()));
        return json;
    }

    private void words(ObjectNode all) {
        all.path("asterisks").forEach(asterisk -> {
            context.out()
                    .println(asterisk.path("name").asText() + ": "
                            + asterisk.path("devices").size() + " devices, "
                            + asterisk.path("users").asText() + " users, "
                            + asterisk.path("notes").size() + " oddities");
            var table = new Table("DEVICE", "TYPE", "DESCRIPTION", "USER", "NAME");
            asterisk.path("devices")
                    .forEach(each -> table.row(
                            each.path("device").asText(),
                            each.path("type").asText(),
                            each.path("description").asText(),
                            each.path("user").isNull() ? "-" : each.path("user").asText(),
                            Printer.text(each.path("name"))));
            table.lines().forEach(context.out()::println);
            asterisk.path("notes").forEach(note -> context.out()
                    .println("note: " + note.path("row").asText() + ": "
                            + note.path("what").asText()));
        });
    }
}
