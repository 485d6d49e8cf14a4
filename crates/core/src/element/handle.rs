/// A handle that names a node and nothing else.
macro_rules! element_handle {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub struct $name($crate::NodeId);

        impl $name {
            pub(crate) fn new(node: $crate::NodeId) -> Self {
                $name(node)
            }

            /// The node it names.
            pub fn node(self) -> $crate::NodeId {
                self.0
            }
        }

        impl $crate::Handle for $name {
            fn node(self) -> $crate::NodeId {
                self.0
            }
        }
    };
}

pub(crate) use element_handle;
