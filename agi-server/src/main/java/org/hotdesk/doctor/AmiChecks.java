package org.hotdesk.doctor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The manager interface, and what Asterisk has loaded. */
final class AmiChecks {
    /** What we cannot do without, and what goes without it. */
    static final Map<String, String> MODULES = Map.of(
            "res_agi.so", "login codes",
            "func_db.so", "every call",
            "app_stack.so", "every call",
            "app_userevent.so", "feature codes being read back at once",
            "func_devstate.so", "lamps",
            "app_dial.so", "every call",
            "app_playback.so", "prompts",
            "pbx_config.so", "the dialplan",
            "res_pjsip.so", "PJSIP phones",
            "app_voicemail.so", "voicemail and message lamps");

    static final String REFUSED_MEND = "hotdesk init, then asterisk -rx 'manager reload'";
    static final String UNREACHED_MEND =
            "systemctl start asterisk; or put asterisk.ami-host and ami-port right, and see enabled and port in"
                    + " manager.conf";

    // By the right in manager.conf that Asterisk asks for it.
    private static final Map<String, List<String>> NEEDED = Map.of(
            "system", List.of("DBPut", "DBDel", "Reload"),
            "call", List.of("Setvar"),
            "reporting", List.of("ShowDialPlan"),
            "user", List.of("UserEvent"),
            "originate", List.of("Originate"));
    private static final Duration CLOCKS_APART = Duration.ofSeconds(5);

    private AmiChecks() {}

    static List<Finding> of(Patient.Asterisk asterisk, AmiLook look, String dialplan, Instant now) {
        String where = asterisk.ami().getHostString() + ":" + asterisk.ami().getPort();
        if (look.refusal().isPresent()) {
            return List.of(refused(asterisk, look, where));
        }
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.ok("AMI", "login as " + asterisk.amiUser() + " at " + where));
        findings.addAll(rights(asterisk, look));
        findings.add(version(asterisk, look));
        findings.addAll(modules(look));
        if (asterisk.configFolder().isPresent()) {
            findings.add(loaded(look, dialplan));
        }
        look.clock().ifPresent(clock -> findings.add(clock(clock, now)));
        return findings;
    }

    private static Finding refused(Patient.Asterisk asterisk, AmiLook look, String where) {
        String why = look.refusal().orElse("");
        return look.reached()
                ? Finding.fail(
                        "AMI",
                        "Asterisk at " + where + ": " + why,
                        REFUSED_MEND + "; the secret is in " + asterisk.amiSecretFile())
                : Finding.fail("AMI", "no Asterisk at " + where + ": " + why, UNREACHED_MEND);
    }

    private static List<Finding> rights(Patient.Asterisk asterisk, AmiLook look) {
        Set<String> lacking = new TreeSet<>();
        NEEDED.forEach((right, actions) -> {
            if (!actions.stream().allMatch(action -> look.actions().contains(action.toLowerCase(Locale.ROOT)))) {
                lacking.add(right);
            }
        });
        List<Finding> findings = new ArrayList<>();
        if (!lacking.isEmpty()) {
            findings.add(Finding.fail(
                    "AMI rights",
                    "account " + asterisk.amiUser() + " lacks write=" + String.join(",", lacking),
                    REFUSED_MEND));
        } else if (!look.hears()) {
            findings.add(Finding.fail(
                    "AMI rights",
                    "account " + asterisk.amiUser() + " is told of no user events: read=user is lacking",
                    REFUSED_MEND));
        } else {
            findings.add(Finding.ok("AMI rights", "account " + asterisk.amiUser() + " may do what is needed"));
        }
        return findings;
    }

    private static Finding version(Patient.Asterisk asterisk, AmiLook look) {
        String major = look.version().replaceAll("^[^0-9]*([0-9]+).*$", "$1");
        return major.equals(Integer.toString(asterisk.version()))
                ? Finding.ok("Asterisk's version", look.version())
                : Finding.fail(
                        "Asterisk's version",
                        "it is " + look.version() + ", and the dialplan is written for " + asterisk.version(),
                        "set version = " + major
                                + " in [asterisk] of hotdesk.toml, then hotdesk init and restart both");
    }

    private static List<Finding> modules(AmiLook look) {
        if (look.absentModules().isEmpty()) {
            return List.of(Finding.ok("modules", MODULES.size() + " that are needed are loaded"));
        }
        return look.absentModules().stream()
                .sorted()
                .map(module -> Finding.fail(
                        "modules",
                        module + " is not loaded: needed for " + MODULES.getOrDefault(module, "this"),
                        "asterisk -rx 'module load " + module + "'; no noload for it in modules.conf"))
                .toList();
    }

    private static Finding loaded(AmiLook look, String dialplan) {
        Set<String> wanted = DialplanText.lines(dialplan);
        Set<String> missing = new HashSet<>(wanted);
        missing.removeAll(look.dialplan());
        if (missing.isEmpty()) {
            return Finding.ok("dialplan", wanted.size() + " steps are loaded");
        }
        boolean nothing = missing.size() == wanted.size();
        return Finding.fail(
                "dialplan",
                nothing
                        ? "Asterisk has not loaded ours"
                        : missing.size() + " of " + wanted.size() + " steps that Asterisk has loaded are older ones",
                "asterisk -rx 'dialplan reload'" + (nothing ? "; if that does not help, hotdesk init" : ""));
    }

    private static Finding clock(Instant clock, Instant now) {
        Duration apart = Duration.between(clock, now).abs();
        return apart.compareTo(CLOCKS_APART) > 0
                ? Finding.warn(
                        "clock",
                        "Asterisk's clock is " + apart.toSeconds() + " s off this machine's",
                        "timedatectl set-ntp true, on both machines")
                : Finding.ok("clock", "Asterisk has the same time");
    }
}
