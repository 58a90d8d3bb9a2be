//! Every value, and one that is none of them.

use std::collections::BTreeSet;

use case_values_alike::types::{Order, Reaction};

#[test]
fn each_value_is_itself() {
    let orders: BTreeSet<Order> = ["ASC", "asc", "Asc", "aSC"].map(Order::from).into();
    assert_eq!(orders.len(), 4);
    let reactions: BTreeSet<Reaction> = ["+1", "-1", "1", "", "+2"].map(Reaction::from).into();
    assert_eq!(reactions.len(), 5);
    for text in ["ASC", "asc", "Asc", "aSC"] {
        assert_eq!(Order::from(text).as_str(), text);
    }
    assert!(matches!(Order::from("aSC"), Order::Unknown { .. }));
    assert!(matches!(Reaction::from("+2"), Reaction::Unknown { .. }));
}
