# Writes down beside a library what it is, for who loads it.
file(SHA256 ${LIBRARY} digest)
get_filename_component(folder ${LIBRARY} DIRECTORY)
file(WRITE ${folder}/${NAME}.properties "contract=${CONTRACT}\nsha256=${digest}\n")
