package org.hotdesk.ami.burst;

import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Things to be looked at anew, each once however often it was marked. Thread-safe. */
public final class Marks<T> {
    private final Set<T> marked = ConcurrentHashMap.newKeySet();

    public void add(T thing) {
        marked.add(thing);
    }

    public void addAll(Collection<? extends T> things) {
        marked.addAll(things);
    }

    /**
     * Takes the marks off. Who takes them reads what they are about afterwards, never before: a thing that is marked
     * again at this moment may not stay marked.
     */
    public Set<T> takeAll() {
        Set<T> taken = new HashSet<>();
        for (Iterator<T> it = marked.iterator(); it.hasNext(); ) {
            taken.add(it.next());
            it.remove();
        }
        return taken;
    }
}
