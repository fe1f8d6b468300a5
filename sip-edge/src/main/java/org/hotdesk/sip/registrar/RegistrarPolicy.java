package org.hotdesk.sip.registrar;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What the registrar grants.
 *
 * @param domains names and addresses that are ours, an IPv6 address in brackets; when empty, any address literal is
 * @param expiresDefault granted to who names no time, within the two below
 * @param expiresMin 10 s or more; what asks for less gets this, or 423
 * @param expiresMax at most 24 h; what asks for more gets this
 * @param refuseBrief whether too short a time is refused with 423 instead of being raised; many phones cannot cope
 * @param spread whether times above 5 minutes are shortened by up to a fifth, at random, so that phones that began
 *     together do not stay together
 * @param pathNeedsSupport whether a Path is refused when the phone does not say that it knows what that is
 */
public record RegistrarPolicy(
        List<String> domains,
        Duration expiresDefault,
        Duration expiresMin,
        Duration expiresMax,
        boolean refuseBrief,
        boolean spread,
        boolean pathNeedsSupport) {
    public RegistrarPolicy {
        domains = domains.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
        if (expiresMin.compareTo(Duration.ofSeconds(10)) < 0) {
            throw new IllegalArgumentException("expiresMin " + expiresMin + " is below 10 s");
        }
        if (expiresMax.compareTo(Duration.ofDays(1)) > 0 || expiresMax.compareTo(expiresMin) < 0) {
            throw new IllegalArgumentException("expiresMax " + expiresMax + " is not within expiresMin to 24 h");
        }
        if (expiresDefault.compareTo(expiresMin) < 0 || expiresDefault.compareTo(expiresMax) > 0) {
            throw new IllegalArgumentException(
                    "expiresDefault " + expiresDefault + " is not within expiresMin to expiresMax");
        }
    }

    /** One hour, at least a minute, at most two hours; short times are raised, long ones spread. */
    public static RegistrarPolicy usual(List<String> domains) {
        return new RegistrarPolicy(
                domains, Duration.ofHours(1), Duration.ofMinutes(1), Duration.ofHours(2), false, true, true);
    }

    /** The same for other names. */
    public RegistrarPolicy withDomains(List<String> names) {
        return new RegistrarPolicy(
                names, expiresDefault, expiresMin, expiresMax, refuseBrief, spread, pathNeedsSupport);
    }
}
