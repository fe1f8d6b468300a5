package org.hotdesk.bulk;

/**
 * Why a file cannot be taken.
 *
 * @param file its name, without the folder
 * @param line from 1
 * @param column of CSV the number of the cell, of JSON that of the character, from 1; 0 where the whole line is meant
 * @param name of the column; empty where there is none
 */
public record Problem(String file, int line, int column, String name, String message) {
    @Override
    public String toString() {
        return file + " line " + line + (column > 0 ? ", column " + column : "")
                + (name.isEmpty() ? "" : " (" + name + ")") + ": " + message;
    }
}
