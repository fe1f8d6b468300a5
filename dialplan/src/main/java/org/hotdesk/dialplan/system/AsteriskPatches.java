package org.hotdesk.dialplan.system;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which lines the administrator's own files need so that Asterisk reads ours: what {@code hotdesk init} puts in and takes out. */
public final class AsteriskPatches {
    /** The folder of our files, beside Asterisk's own. */
    public static final String FOLDER = "hotdesk";

    /** Modules that fail to load and take the voicemail actions of the one that works with them. */
    public static final List<String> UNWANTED_MODULES = List.of("app_voicemail_odbc.so", "app_voicemail_imap.so");

    private AsteriskPatches() {}

    /**
     * File name to what must stand in it; each file can be put through {@link ConfPatch#applied}.
     *
     * <p>In alias mode {@code voicemail-aliases.conf} has the bare lines of the section with the aliases: the companion
     * writes it at every login.
     *
     * @param asteriskMajor such as 22; sip.conf is left alone from 21 on, which has no chan_sip
     */
    public static Map<String, List<ConfPatch.Block>> of(MailboxMode mode, int asteriskMajor) {
        Map<String, List<ConfPatch.Block>> patches = new TreeMap<>();
        patches.put("extensions.conf", List.of(include("extensions.conf")));
        patches.put("pjsip.conf", List.of(include("pjsip.conf")));
        if (asteriskMajor < 21) {
            patches.put("sip.conf", List.of(include("sip.conf")));
        }
        patches.put("iax.conf", List.of(include("iax.conf")));
        patches.put(
                "manager.conf",
                List.of(ConfPatch.Block.in("general", List.of("enabled = yes")), include("manager.conf")));
        patches.put(
                "modules.conf",
                List.of(ConfPatch.Block.in(
                        "modules",
                        UNWANTED_MODULES.stream()
                                .map(module -> "noload = " + module)
                                .toList())));
        patches.put("voicemail.conf", voicemail(mode, asteriskMajor));
        return patches;
    }

    /** The same for a machine with DAHDI, whose file must have a section {@code [channels]}. */
    public static Map<String, List<ConfPatch.Block>> withDahdi(Map<String, List<ConfPatch.Block>> patches) {
        Map<String, List<ConfPatch.Block>> more = new TreeMap<>(patches);
        more.put("chan_dahdi.conf", List.of(include("chan_dahdi.conf")));
        return more;
    }

    private static List<ConfPatch.Block> voicemail(MailboxMode mode, int asteriskMajor) {
        var general = ConfPatch.Block.in("general", mode.generalSettings(asteriskMajor));
        return switch (mode) {
            case SYMLINK, NOTIFY -> List.of(general, include("voicemail.conf"));
            case ALIAS ->
                List.of(
                        general,
                        include("voicemail.conf"),
                        ConfPatch.Block.atEnd(
                                List.of("[" + MailboxMode.ALIASES + "]", includeLine("voicemail-aliases.conf"))));
        };
    }

    // A file that is not there yet is no error with #tryinclude, which is what a half-finished init needs.
    private static ConfPatch.Block include(String file) {
        return ConfPatch.Block.atEnd(List.of(includeLine(file)));
    }

    private static String includeLine(String file) {
        return "#tryinclude \"" + FOLDER + "/" + file + "\"";
    }
}
