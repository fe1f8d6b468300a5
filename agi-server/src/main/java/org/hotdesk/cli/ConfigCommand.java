package org.hotdesk.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hotdesk.config.ConfigReading;
import org.hotdesk.config.EffectiveSetting;
import org.hotdesk.config.HotdeskConfig;
import org.hotdesk.config.SecretFile;
import org.hotdesk.init.AsteriskFolder;
import org.hotdesk.init.Cautions;
import org.hotdesk.init.HiddenFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code config check} and {@code config show}: need no daemon and touch nothing. */
@Command(name = "config", description = "Checks the configuration, or shows what is in force.")
final class ConfigCommand extends Group {
    private final CliContext context;

    ConfigCommand(CliContext context) {
        this.context = context;
    }

    @Command(description = "Reads all of it, and the secret files it names; says what is wrong with file and line.")
    int check() {
        context.configWithFiles().asterisks().forEach(this::check);
        context.out().println("ok: " + context.configFile());
        return ExitCode.OK.number();
    }

    private void check(HotdeskConfig.Asterisk asterisk) {
        new SecretFile(asterisk.amiSecretFile()).read();
        if (asterisk.configFolder().isEmpty()) {
            return; // it is on another machine, of which nothing is seen from here
        }
        if (!Files.isDirectory(asterisk.sounds())) {
            context.out()
                    .println("note: there is no folder " + asterisk.sounds()
                            + "; install Asterisk's core sounds, or callers hear nothing");
        }
        Path folder = asterisk.configFolder().get();
        HiddenFiles.in(folder).forEach(hidden -> context.out().println("note: " + hidden));
        if (Files.isRegularFile(folder.resolve("asterisk.conf"))) {
            Cautions.absentContexts(new AsteriskFolder(folder))
                    .forEach(absent -> context.out().println("note: " + absent));
        }
    }

    @Command(description = "Shows every key as it is in force, and the file and line that say so.")
    int show(@Mixin JsonOption json) {
        List<EffectiveSetting> effective = context.reading().fold(ConfigReading.Accepted::effective, refused -> {
            throw context.wrong(refused);
        });
        if (json.wanted()) {
            ObjectNode all = Json.MAPPER.createObjectNode();
            effective.forEach(
                    each -> all.putObject(each.path()).put("toml", each.value()).put("origin", each.origin()));
            context.out().println(Json.pretty(all));
        } else {
            var table = new Table("KEY", "VALUE", "FROM");
            effective.forEach(each -> table.row(each.path(), each.value(), each.origin()));
            table.lines().forEach(context.out()::println);
        }
        return ExitCode.OK.number();
    }
}
