package org.hotdesk.dialplan.phone;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hotdesk.phone.ModelName;

/** The models whose files can be built. Thread-safe. */
public final class PhoneModels {
    private final Map<ModelName, ModelSheet> models;

    private PhoneModels(Map<ModelName, ModelSheet> models) {
        this.models = models;
    }

    /** Reads all folders and compiles their templates. */
    public static PhoneModels read() {
        Map<ModelName, ModelSheet> models = new TreeMap<>();
        ModelSheet.resource("models.txt")
                .lines()
                .map(ModelName::new)
                .forEach(name -> models.put(name, ModelSheet.read(name)));
        return new PhoneModels(models);
    }

    /** In the order of their names. */
    public Collection<ModelSheet> all() {
        return models.values();
    }

    public Optional<ModelSheet> model(ModelName name) {
        return Optional.ofNullable(models.get(name));
    }
}
