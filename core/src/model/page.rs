//! What every search in pages has: where the page begins, how long it is, how it is sorted.

use enkash_macros::open_enum;

/// Order of a search.
#[open_enum(closed)]
pub enum SortDirection {
    /// Smallest first.
    Asc,
    /// Largest first.
    Desc,
}

/// Declares a search request: the page in the query, then the search's own filters.
macro_rules! search_request {
    ($(#[$meta:meta])* pub struct $name:ident { $($own:tt)* }) => {
        #[enkash_macros::model(request)]
        $(#[$meta])*
        pub struct $name {
            /// How many rows to skip; default 0.
            #[field(query, check = crate::rules::not_negative)]
            pub offset: Option<i64>,
            /// How many rows at most, 1 to 5000.
            #[field(query, check = crate::rules::page_size)]
            pub limit: Option<i64>,
            /// Key to sort by.
            #[field(query)]
            pub order_by: Option<String>,
            /// Sorting direction.
            #[field(query)]
            pub direction: Option<crate::model::SortDirection>,
            $($own)*
        }

        impl crate::rows::Search for $name {
            fn page(&self) -> (Option<i64>, Option<i64>) {
                (self.offset, self.limit)
            }
            fn set_page(&mut self, window: crate::pager::Window) {
                (self.offset, self.limit) = (Some(window.offset), Some(window.limit));
            }
        }
    };
}

/// Declares the answer of a search: one page of rows.
macro_rules! page_of {
    ($(#[$meta:meta])* pub struct $name:ident of $row:ty) => {
        #[enkash_macros::model(answer)]
        $(#[$meta])*
        pub struct $name {
            /// How many rows match in all.
            #[field(alias = "totalCount", alias = "total")]
            pub records_count: Option<i64>,
            /// The rows of this page.
            pub data: Vec<$row>,
        }

        impl crate::rows::Paged for $name {
            type Row = $row;
            fn into_page(self) -> crate::Page<$row> {
                crate::Page { whole: !self.extra.contains("data"), rows: self.data, total: self.records_count }
            }
        }
    };
}

pub(crate) use {page_of, search_request};
