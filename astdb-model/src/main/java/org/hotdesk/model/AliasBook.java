package org.hotdesk.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hotdesk.model.Alias.Target;

/** All aliases, found by name and by whom they stand for. Immutable; a copy with one changed is cheap at any size. */
final class AliasBook {
    private final ShardedMap<AliasName, Alias> byName;
    private final ShardedMap<Target, List<AliasName>> namesOf;

    private AliasBook(ShardedMap<AliasName, Alias> byName, ShardedMap<Target, List<AliasName>> namesOf) {
        this.byName = byName;
        this.namesOf = namesOf;
    }

    static AliasBook of(Collection<Alias> aliases) {
        Map<AliasName, Alias> byName = new HashMap<>();
        Map<Target, List<AliasName>> namesOf = new HashMap<>();
        aliases.forEach(alias -> {
            byName.put(alias.name(), alias);
            namesOf.computeIfAbsent(alias.target(), target -> new ArrayList<>()).add(alias.name());
        });
        namesOf.replaceAll((target, names) -> names.stream().sorted().toList());
        return new AliasBook(ShardedMap.of(byName), ShardedMap.of(namesOf));
    }

    Optional<Alias> get(AliasName name) {
        return byName.get(name);
    }

    /** In their order; none is an empty list. */
    List<AliasName> namesOf(Target target) {
        return namesOf.get(target).orElse(List.of());
    }

    Collection<Alias> all() {
        return byName.values();
    }

    AliasBook with(Alias alias) {
        AliasBook others = without(alias.name());
        List<AliasName> names = new ArrayList<>(others.namesOf(alias.target()));
        names.add(alias.name());
        names.sort(null);
        return new AliasBook(
                others.byName.with(alias.name(), alias), others.namesOf.with(alias.target(), List.copyOf(names)));
    }

    AliasBook without(AliasName name) {
        Optional<Alias> old = byName.get(name);
        if (old.isEmpty()) {
            return this;
        }
        Target target = old.get().target();
        List<AliasName> names =
                namesOf(target).stream().filter(other -> !other.equals(name)).toList();
        return new AliasBook(
                byName.without(name), names.isEmpty() ? namesOf.without(target) : namesOf.with(target, names));
    }

    /** Without any that stand for this target. */
    AliasBook withoutAllOf(Target target) {
        AliasBook book = this;
        for (AliasName name : namesOf(target)) {
            book = book.without(name);
        }
        return book;
    }
}
