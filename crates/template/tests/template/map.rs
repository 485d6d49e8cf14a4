use proptest::prelude::*;
use stackwright_template::{Map, Node};

#[derive(Clone, Debug)]
enum Change {
    Insert(u8, i64),
    Make(u8, i64),
    Remove(u8),
}

fn change() -> impl Strategy<Value = Change> {
    // So many keys that maps are of either kind, and pass from one to the other.
    let key = 0_u8..24;
    prop_oneof![
        4 => (key.clone(), any::<i64>()).prop_map(|(key, value)| Change::Insert(key, value)),
        2 => (key.clone(), any::<i64>()).prop_map(|(key, value)| Change::Make(key, value)),
        1 => key.prop_map(Change::Remove),
    ]
}

proptest! {
    /// Whatever is done to a map, it is what a plain list of entries would be.
    #[test]
    fn a_map_is_a_list_with_keys(changes in prop::collection::vec(change(), 0..60)) {
        let mut map = Map::new();
        let mut list: Vec<(String, Node)> = Vec::new();
        for change in changes {
            let (Change::Insert(key, _) | Change::Make(key, _) | Change::Remove(key)) = change;
            let key = format!("Key{key}");
            let position = list.iter().position(|(own, _)| *own == key);
            match (change, position) {
                (Change::Insert(_, value), Some(position)) => {
                    let before = std::mem::replace(&mut list[position].1, Node::from(value));
                    prop_assert_eq!(map.insert(key, value), Some(before));
                }
                (Change::Insert(_, value), None) => {
                    prop_assert_eq!(map.insert(key.clone(), value), None);
                    list.push((key, Node::from(value)));
                }
                (Change::Make(_, value), position) => {
                    let made = map.get_or_insert_with(key.clone(), || Node::from(value)).clone();
                    if position.is_none() {
                        list.push((key, Node::from(value)));
                    }
                    prop_assert_eq!(&made, &list[position.unwrap_or(list.len() - 1)].1);
                }
                (Change::Remove(_), position) => {
                    let before = position.map(|position| list.remove(position).1);
                    prop_assert_eq!(map.remove(&key), before);
                }
            }
        }
        let entries = map.iter().map(|(key, value)| (key.as_str(), value));
        prop_assert!(entries.eq(list.iter().map(|(key, value)| (key.as_str(), value))));
        for key in (0..24).map(|key| format!("Key{key}")) {
            let found = list.iter().find(|(own, _)| *own == key).map(|(_, value)| value);
            prop_assert_eq!(map.get(&key), found);
            prop_assert_eq!(map.get_mut(&key).map(|node| &*node), found);
        }
        list.reverse();
        prop_assert_eq!(map, Map::from_iter(list));
    }
}
