/**
 * Collections, their documents and versions, and who may read them. The decision itself ({@link
 * io.groundwork.collection.AccessRule}) is pure; beside it stands its compiled form in the database, one access class per
 * source of permission, so that a change of access is a change of one row and holds at the next statement.
 *
 * <p>This package alone can make a {@link io.groundwork.collection.ReadableScope}, without which nothing can be searched.
 * It refuses to know how texts are read, split, indexed or searched; who builds on it hears of changes by {@link
 * io.groundwork.collection.DocumentAclChanged} and {@link io.groundwork.collection.DocumentRemoved}.
 */
package io.groundwork.collection;
