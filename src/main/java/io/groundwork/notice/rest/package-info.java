/** Notices and their receivers on the wire. */
package io.groundwork.notice.rest;
