/** The search grammar: text in, syntax tree or a pointed error out. */
@NullMarked
package org.lockkeeper.archive.query;

import org.jspecify.annotations.NullMarked;
