package org.hotdesk.chaos;

/**
 * How large the system under the storm is.
 *
 * @param asterisks all mirror one store
 * @param companions one has its store in a file on a small disk; several share a PostgreSQL
 */
record ChaosShape(int asterisks, int companions) {
    static final ChaosShape SMALLEST = new ChaosShape(1, 1);

    ChaosShape {
        if (asterisks < 1 || companions < 1 || asterisks > 4 || companions > 4) {
            throw new IllegalArgumentException("1 to 4 Asterisks and companions");
        }
    }

    boolean sharesDatabase() {
        return companions > 1;
    }
}
