/** Collections, documents and access on the wire, as the contract writes them. */
package io.groundwork.collection.rest;
