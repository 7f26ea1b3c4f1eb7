/** The pages of collections: their documents, who may read them, the viewer of a source, and what I may read myself. */
package io.groundwork.collection.web;
