package org.hotdesk.dialplan;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * All that the dialplan depends on. Every text in it is checked here, so that nothing configured can become dialplan.
 *
 * @param companions where companions' FastAGI servers listen, as {@code host:port}, in the order in which they are asked,
 *     1 to 8; an address is better than a name
 * @param codes what is dialled for each code; a code that is missing has its usual number
 * @param pinInCode whether {@code *11<user>*<pin>} logs in at once; Asterisk logs what is dialled, so normally not
 * @param emergencyNumbers what every phone may always dial, 2 to 15 digits
 * @param ringSeconds how long phones ring for a user without a ring time, 1 to 3,600
 * @param dialOptions options of {@code Dial} for users without their own
 */
public record DialplanConfig(
        Flavour flavour,
        List<String> companions,
        Map<Code, String> codes,
        boolean pinInCode,
        List<String> emergencyNumbers,
        int ringSeconds,
        String dialOptions) {
    private static final Pattern HOST_PORT =
            Pattern.compile("([A-Za-z0-9][A-Za-z0-9.-]{0,252}|\\[[0-9A-Fa-f:.]{2,45}]):[0-9]{1,5}");
    private static final Pattern EMERGENCY = Pattern.compile("[0-9]{2,15}");
    private static final Pattern OPTIONS = Pattern.compile("[A-Za-z0-9()^:_-]{0,80}");
    private static final int RING_MAX = 3600;
    private static final int COMPANIONS_MAX = 8;

    public DialplanConfig {
        companions = List.copyOf(companions);
        require(
                companions.stream().allMatch(at -> HOST_PORT.matcher(at).matches()),
                "FastAGI address must be host:port");
        require(
                !companions.isEmpty() && companions.size() <= COMPANIONS_MAX,
                "there must be 1 to " + COMPANIONS_MAX + " companions");
        require(companions.stream().distinct().count() == companions.size(), "a companion is named twice");
        require(ringSeconds >= 1 && ringSeconds <= RING_MAX, "ring time must be 1 to 3600 seconds");
        require(OPTIONS.matcher(dialOptions).matches(), "dial options may have letters, digits and () ^ : _ - only");
        emergencyNumbers = List.copyOf(emergencyNumbers);
        require(
                emergencyNumbers.stream().allMatch(n -> EMERGENCY.matcher(n).matches()),
                "an emergency number must be 2 to 15 digits");
        require(
                emergencyNumbers.stream().distinct().count() == emergencyNumbers.size(),
                "an emergency number is named twice");
        codes = complete(codes);
        require(codes.values().stream().allMatch(Code::isDialled), "a code must be * or # and then 1 to 7 of 0-9 * #");
        CodeCollision.among(codes).ifPresent(collision -> {
            throw new IllegalArgumentException(collision.what());
        });
    }

    /** FreePBX's codes and options, a companion on this machine, 112 and 911 for emergencies. */
    public static DialplanConfig usual() {
        return new DialplanConfig(
                Flavour.GOSUB, List.of("127.0.0.1:4573"), Map.of(), false, List.of("112", "911"), 15, "HhTtr");
    }

    public DialplanConfig withFlavour(Flavour other) {
        return new DialplanConfig(other, companions, codes, pinInCode, emergencyNumbers, ringSeconds, dialOptions);
    }

    public DialplanConfig withAgi(String... hostPorts) {
        return new DialplanConfig(
                flavour, List.of(hostPorts), codes, pinInCode, emergencyNumbers, ringSeconds, dialOptions);
    }

    public DialplanConfig withPinInCode(boolean allowed) {
        return new DialplanConfig(flavour, companions, codes, allowed, emergencyNumbers, ringSeconds, dialOptions);
    }

    /**
     * The global variable in which Asterisk finds the pulse of a companion: when it beat last, in seconds since 1970.
     *
     * @param place its place among the companions, from 0
     */
    public static String pulse(int place) {
        return place == 0 ? "HD_ALIVE" : "HD_ALIVE" + (place + 1);
    }

    /** What is dialled for it. */
    public String code(Code code) {
        return codes.getOrDefault(code, code.usual());
    }

    private static Map<Code, String> complete(Map<Code, String> given) {
        Map<Code, String> all = new EnumMap<>(Code.class);
        for (Code code : Code.values()) {
            all.put(code, given.getOrDefault(code, code.usual()));
        }
        return Map.copyOf(all);
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
