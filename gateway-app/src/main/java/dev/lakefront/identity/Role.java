package dev.lakefront.identity;

/** What a visitor may do; each may what the ones before it may. */
public enum Role {
    /** Finds APIs, subscribes, has keys and sees their usage. */
    DEVELOPER,
    /** Decides on what others asked for. */
    APPROVER,
    /** Sees and changes everything. */
    ADMINISTRATOR
}
